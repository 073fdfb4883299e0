using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Members;
using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Queries;

/// <summary>Counts the leads that the actor sees and the filter means.</summary>
/// <param name="Request">Filter and search words; order and page do not matter.</param>
[Requires(Permissions.Leads.Read)]
public sealed record GetLeadStatsQuery(ListRequest Request) : IQuery<LeadStats>;

/// <summary>Numbers about some leads.</summary>
/// <param name="Total">How many.</param>
/// <param name="ByStatus">How many of each status, 0 included.</param>
/// <param name="BySource">How many of each source, 0 included.</param>
/// <param name="ByRating">How many of each rating, 0 included.</param>
/// <param name="Unrated">How many have no rating.</param>
/// <param name="ByOwner">How many of each owner, most first; nobody's with a null id.</param>
/// <param name="ConversionRate">Converted of all, 0 to 1, four decimals.</param>
/// <param name="AverageScore">Mean score, one decimal; 0 without leads.</param>
/// <param name="AverageAgeDays">Mean age of open leads in days, one decimal; 0 without any.</param>
/// <param name="ByMonth">Created and converted by month, oldest first, in the viewer's zone; months with neither are left out.</param>
public sealed record LeadStats(
    int Total,
    IReadOnlyDictionary<LeadStatus, int> ByStatus,
    IReadOnlyDictionary<LeadSource, int> BySource,
    IReadOnlyDictionary<LeadRating, int> ByRating,
    int Unrated,
    IReadOnlyList<LeadsOfOwner> ByOwner,
    decimal ConversionRate,
    decimal AverageScore,
    decimal AverageAgeDays,
    IReadOnlyList<LeadsOfMonth> ByMonth);

/// <summary>How many leads an owner has.</summary>
public sealed record LeadsOfOwner(Guid? OwnerId, string? OwnerName, int Count);

/// <summary>How many leads were created and how many converted in a month.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Created">Created in it.</param>
/// <param name="Converted">Converted in it.</param>
public sealed record LeadsOfMonth(DateOnly Month, int Created, int Converted);

internal sealed class GetLeadStatsQueryHandler(
    INexusDbContext db, IActor actor, LeadFields fields, RecordSelection selection, IViewers viewers, IMemberNames members, TimeProvider clock)
    : IQueryHandler<GetLeadStatsQuery, LeadStats>
{
    private const double SecondsPerDay = 86_400;

    public async Task<Result<LeadStats>> Handle(GetLeadStatsQuery query, CancellationToken ct)
    {
        var selected = await selection.OfAsync(fields, db.Leads.AsNoTracking().Where(LeadVisibility.To(actor)), query.Request, ct);
        if (!selected.Succeeded) return selected.Error;

        var groups = await GroupsAsync(selected.Value, ct);
        return Summary(groups, await OwnersAsync(groups, ct), await MonthsAsync(selected.Value, ct));
    }

    /// <summary>One pass over the leads: few combinations of these four exist, and every number but the months follows from them.</summary>
    private static Task<List<Group>> GroupsAsync(IQueryable<Lead> leads, CancellationToken ct) => leads
        .GroupBy(l => new { l.Status, l.Source, l.Rating, l.OwnerId })
        .Select(g => new Group(g.Key.Status, g.Key.Source, g.Key.Rating, g.Key.OwnerId, g.Count(), g.Sum(l => l.Score), g.Average(l => (double)(l.CreatedAt - DateTimeOffset.UnixEpoch).TotalSeconds)))
        .ToListAsync(ct);

    private LeadStats Summary(List<Group> groups, IReadOnlyList<LeadsOfOwner> owners, IReadOnlyList<LeadsOfMonth> months)
    {
        var total = groups.Sum(g => g.Count);
        var converted = groups.Where(g => g.Status is LeadStatus.Converted).Sum(g => g.Count);
        return new LeadStats(
            total,
            Count(groups, g => g.Status),
            Count(groups, g => g.Source),
            Count(groups.Where(g => g.Rating is not null), g => g.Rating!.Value),
            groups.Where(g => g.Rating is null).Sum(g => g.Count),
            owners,
            total == 0 ? 0 : decimal.Round((decimal)converted / total, 4),
            total == 0 ? 0 : decimal.Round(groups.Sum(g => (decimal)g.Scores) / total, 1),
            AverageAge([.. groups.Where(g => g.Status is LeadStatus.New or LeadStatus.Contacted or LeadStatus.Qualified)]),
            months);
    }

    private decimal AverageAge(List<Group> open)
    {
        var count = open.Sum(g => g.Count);
        if (count == 0) return 0;
        var meanCreation = open.Sum(g => g.MeanCreation * g.Count) / count;
        return decimal.Round((decimal)(((clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds - meanCreation) / SecondsPerDay), 1);
    }

    private static Dictionary<TKey, int> Count<TKey>(IEnumerable<Group> groups, Func<Group, TKey> key)
        where TKey : struct, Enum
    {
        var counts = Enum.GetValues<TKey>().ToDictionary(v => v, _ => 0);
        foreach (var group in groups) counts[key(group)] += group.Count;
        return counts;
    }

    private async Task<IReadOnlyList<LeadsOfOwner>> OwnersAsync(List<Group> groups, CancellationToken ct)
    {
        var counts = groups.GroupBy(g => g.OwnerId).Select(g => (Owner: g.Key, Count: g.Sum(x => x.Count))).OrderByDescending(o => o.Count).ThenBy(o => o.Owner).ToList();
        var names = await members.OfAsync([.. counts.Select(c => c.Owner).OfType<Guid>()], ct);
        return [.. counts.Select(c => new LeadsOfOwner(c.Owner, c.Owner is { } owner ? names.GetValueOrDefault(owner) : null, c.Count))];
    }

    private async Task<IReadOnlyList<LeadsOfMonth>> MonthsAsync(IQueryable<Lead> leads, CancellationToken ct)
    {
        var zone = (await viewers.CurrentAsync(ct)).Zone.Id;
        var created = await leads.Select(l => TimeZoneInfo.ConvertTimeBySystemTimeZoneId(l.CreatedAt.UtcDateTime, zone))
            .GroupBy(at => new { at.Year, at.Month }).Select(g => new Month(g.Key.Year, g.Key.Month, g.Count())).ToListAsync(ct);
        var converted = await leads.Where(l => l.Conversion != null).Select(l => TimeZoneInfo.ConvertTimeBySystemTimeZoneId(l.Conversion!.ConvertedAt.UtcDateTime, zone))
            .GroupBy(at => new { at.Year, at.Month }).Select(g => new Month(g.Key.Year, g.Key.Month, g.Count())).ToListAsync(ct);
        var (createdIn, convertedIn) = (created.ToDictionary(m => m.Start, m => m.Count), converted.ToDictionary(m => m.Start, m => m.Count));
        return [.. createdIn.Keys.Union(convertedIn.Keys).Order().Select(m => new LeadsOfMonth(m, createdIn.GetValueOrDefault(m), convertedIn.GetValueOrDefault(m)))];
    }

    private sealed record Group(LeadStatus Status, LeadSource Source, LeadRating? Rating, Guid? OwnerId, int Count, int Scores, double MeanCreation);

    private sealed record Month(int Year, int Number, int Count)
    {
        public DateOnly Start => new(Year, Number, 1);
    }
}
