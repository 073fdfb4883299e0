using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Leads.Queries;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads;

/// <summary>Finds leads that may be the same: a few candidates by indexed keys, then the domain's comparison.</summary>
internal sealed class DuplicateLeads(INexusDbContext db, IActor actor, LeadRecords records)
{
    private const int CandidatesMax = 200;
    private const int FoundMax = 20;
    private const int AlikeLength = 4;

    /// <summary>Leads that the actor sees and that may be the same as one with these keys, the surest first.</summary>
    /// <param name="keys">What is compared.</param>
    /// <param name="except">The lead the keys are of, or null.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<DuplicateLead>> OfAsync(DuplicateKeys keys, Guid? except, CancellationToken ct)
    {
        var visible = db.Leads.AsNoTracking().Where(LeadVisibility.To(actor)).Where(l => l.Id != except);
        var found = new Dictionary<Guid, (PossibleDuplicate Match, LeadRecord Record)>();
        foreach (var condition in Conditions(keys))
        {
            var candidates = await visible.Where(condition).OrderByDescending(l => l.CreatedAt).Take(CandidatesMax).Select(LeadRecord.Projection).ToListAsync(ct);
            foreach (var candidate in candidates)
            {
                if (LeadDuplicates.Compare(keys, Keys(candidate)) is { } match) found.TryAdd(candidate.Id, (match, candidate));
            }
        }

        var best = found.Values.OrderByDescending(f => f.Match.Score).ThenByDescending(f => f.Record.CreatedAt).Take(FoundMax).ToList();
        var named = await records.NamedAsync([.. best.Select(b => b.Record)], ct);
        return [.. best.Zip(named, (b, record) => new DuplicateLead(record, b.Match.Score, b.Match.Reasons))];
    }

    private static DuplicateKeys Keys(LeadRecord lead) => DuplicateKeys.Of(lead.Email, lead.Phone, lead.Company, lead.LastName);

    /// <summary>One condition per index, asked one after the other: an "or" over three columns would read the whole table.</summary>
    [SuppressMessage("Globalization", "CA1309:Use ordinal string comparison", Justification = "Runs in the database, by the column's collation.")]
    private static IEnumerable<Expression<Func<Lead, bool>>> Conditions(DuplicateKeys keys)
    {
        if (keys.Email is { } email) yield return lead => lead.NormalizedEmail == email;
        if (keys.Phone is { } phone) yield return lead => lead.Phone == phone;
        if (keys.Company is not { } company || keys.LastName is null) yield break;

        // Companies that are alike begin alike; the bounds are a range of the index.
        var word = company.Split(' ')[0];
        var from = word[..Math.Min(word.Length, AlikeLength)];
        var to = from + '\uFFFF';
        yield return lead => string.Compare(lead.NormalizedCompany, from) >= 0 && string.Compare(lead.NormalizedCompany, to) < 0;
    }

}
