using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Leads;
using NexusCrm.Domain.Members;
using NexusCrm.Domain.Organizations;

namespace NexusCrm.Application.Leads.Assignment;

/// <summary>The organization's default assignment: one owner, the members in turn, or the member with the fewest open leads. Members who cannot act are passed over (rule T5).</summary>
internal sealed class DefaultAssignment(INexusDbContext db, LeadRules rules, IAssignmentTurns turns) : IAssignLeads
{
    public async Task<LeadAssignee> ChooseAsync(Lead lead, CancellationToken ct) => (await ChooseAsync(1, ct))[0];

    public async Task<IReadOnlyList<LeadAssignee>> ChooseAsync(int leads, CancellationToken ct)
    {
        if (leads == 0) return [];
        var settings = await rules.AssignmentAsync(ct);
        var members = await AbleAsync(settings, ct);
        if (members.Count == 0) return [.. Enumerable.Repeat(LeadAssignee.Nobody, leads)];

        var owners = settings.Mode switch
        {
            AssignmentMode.Owner => Enumerable.Repeat(members[0], leads),
            AssignmentMode.RoundRobin => InTurn(members, await turns.TakeAsync(leads, ct), leads),
            AssignmentMode.LeastOpen => Fewest(members, await OpenLeadsAsync(members, ct), leads),
            _ => throw new InvalidOperationException($"Unknown assignment mode {settings.Mode}."),
        };
        return [.. owners.Select(owner => new LeadAssignee(owner, null))];
    }

    /// <summary>The members of the settings who can act, in the order of the settings.</summary>
    private async Task<List<Guid>> AbleAsync(AssignmentSettings settings, CancellationToken ct)
    {
        IReadOnlyList<Guid> named = settings.Mode is AssignmentMode.Owner ? [.. settings.OwnerId is { } owner ? [owner] : Array.Empty<Guid>()] : settings.MemberIds;
        if (named.Count == 0) return [];

        var active = await db.Set<Membership>().Where(m => named.Contains(m.UserId) && m.Status == MembershipStatus.Active).Select(m => m.UserId).ToListAsync(ct);
        return [.. named.Where(active.Contains)];
    }

    private static IEnumerable<Guid> InTurn(List<Guid> members, long first, int leads) =>
        Enumerable.Range(0, leads).Select(i => members[(int)((first + i) % members.Count)]);

    private async Task<Dictionary<Guid, int>> OpenLeadsAsync(List<Guid> members, CancellationToken ct) =>
        await db.Leads.Where(l => l.OwnerId != null && members.Contains(l.OwnerId.Value) && l.Status != LeadStatus.Disqualified && l.Status != LeadStatus.Converted)
            .GroupBy(l => l.OwnerId!.Value).Select(g => new { Owner = g.Key, Open = g.Count() }).ToDictionaryAsync(g => g.Owner, g => g.Open, ct);

    /// <summary>Each lead counts for the next choice; of members with equally few the first in the settings.</summary>
    private static List<Guid> Fewest(List<Guid> members, Dictionary<Guid, int> open, int leads)
    {
        var queue = new PriorityQueue<int, (int Open, int Place)>(members.Select((m, place) => (place, (open.GetValueOrDefault(m), place))));
        var chosen = new List<Guid>(leads);
        while (chosen.Count < leads && queue.TryDequeue(out var place, out var rank))
        {
            chosen.Add(members[place]);
            queue.Enqueue(place, (rank.Open + 1, place));
        }

        return chosen;
    }
}
