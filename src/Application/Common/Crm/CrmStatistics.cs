using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Members;
using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Common.Crm;

/// <summary>Numbers about the records that a filter means.</summary>
/// <param name="Total">How many.</param>
/// <param name="ByKind">How many of each type or status, all of them named; empty for records that have neither.</param>
/// <param name="ByOwner">How many each owner has, the most first; null is nobody.</param>
/// <param name="ByMonth">How many were created in each month that has any, in the viewer's zone.</param>
public sealed record CrmStats(int Total, IReadOnlyDictionary<string, int> ByKind, IReadOnlyList<CountOfOwner> ByOwner, IReadOnlyList<CountOfMonth> ByMonth);

/// <summary>How many records somebody has.</summary>
public sealed record CountOfOwner(Guid? OwnerId, string? OwnerName, int Count);

/// <summary>How many records were created in a month.</summary>
/// <param name="Month">The first of the month.</param>
/// <param name="Created">How many.</param>
public sealed record CountOfMonth(DateOnly Month, int Created);

/// <summary>Counts records of any type: the same records as the list with that filter shows.</summary>
internal sealed class CrmStatistics(RecordSelection selection, IMemberNames members, IViewers viewers)
{
    /// <summary>Counts in three statements, however many records there are.</summary>
    /// <param name="type">The field catalogue.</param>
    /// <param name="visible">The records the actor sees.</param>
    /// <param name="request">Filter, search words, recycle bin.</param>
    /// <param name="kind">What they are grouped by: type or status.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<CrmStats>> OfAsync<T, TKind>(RecordType<T> type, IQueryable<T> visible, ListRequest request, Expression<Func<T, TKind>> kind, CancellationToken ct)
        where T : CrmRecord where TKind : struct, Enum
    {
        var selected = await selection.OfAsync(type, visible, request, ct);
        if (!selected.Succeeded) return selected.Error;

        var kinds = await selected.Value.GroupBy(kind).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return new CrmStats(
            kinds.Values.Sum(), Enum.GetValues<TKind>().ToDictionary(WireNames<TKind>.Of, k => kinds.GetValueOrDefault(k), StringComparer.Ordinal),
            await OwnersAsync(selected.Value, ct), await MonthsAsync(selected.Value, ct));
    }

    /// <summary>Counts records that have no types or statuses.</summary>
    /// <param name="type">The field catalogue.</param>
    /// <param name="visible">The records the actor sees.</param>
    /// <param name="request">Filter, search words, recycle bin.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<CrmStats>> OfAsync<T>(RecordType<T> type, IQueryable<T> visible, ListRequest request, CancellationToken ct) where T : CrmRecord
    {
        var selected = await selection.OfAsync(type, visible, request, ct);
        if (!selected.Succeeded) return selected.Error;

        var owners = await OwnersAsync(selected.Value, ct);
        return new CrmStats(owners.Sum(o => o.Count), new Dictionary<string, int>(StringComparer.Ordinal), owners, await MonthsAsync(selected.Value, ct));
    }

    private async Task<IReadOnlyList<CountOfOwner>> OwnersAsync<T>(IQueryable<T> records, CancellationToken ct) where T : CrmRecord
    {
        var counts = await records.GroupBy(r => r.OwnerId).Select(g => new { Owner = g.Key, Count = g.Count() }).OrderByDescending(g => g.Count).ThenBy(g => g.Owner).ToListAsync(ct);
        var names = await members.OfAsync([.. counts.Select(c => c.Owner).OfType<Guid>()], ct);
        return [.. counts.Select(c => new CountOfOwner(c.Owner, c.Owner is { } owner ? names.GetValueOrDefault(owner) : null, c.Count))];
    }

    private async Task<IReadOnlyList<CountOfMonth>> MonthsAsync<T>(IQueryable<T> records, CancellationToken ct) where T : CrmRecord
    {
        var zone = (await viewers.CurrentAsync(ct)).Zone.Id;
        var months = await records.Select(r => TimeZoneInfo.ConvertTimeBySystemTimeZoneId(r.CreatedAt.UtcDateTime, zone))
            .GroupBy(at => new { at.Year, at.Month }).Select(g => new { g.Key.Year, g.Key.Month, Count = g.Count() }).ToListAsync(ct);
        return [.. months.Select(m => new CountOfMonth(new DateOnly(m.Year, m.Month, 1), m.Count)).OrderBy(m => m.Month)];
    }
}
