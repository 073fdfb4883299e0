using System.Linq.Expressions;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Common.Crm;

/// <summary>A record that may be the same as another.</summary>
/// <param name="Record">The record.</param>
/// <param name="Score">How sure, 1 to 100.</param>
/// <param name="Reasons">Why, the surest first.</param>
public sealed record DuplicateRecord<TRow>(TRow Record, int Score, IReadOnlyList<string> Reasons);

/// <summary>Finds records that may be the same: a few candidates by indexed keys, then the domain's comparison.</summary>
internal static class DuplicateRecords
{
    private const int CandidatesMax = 200;
    private const int FoundMax = 20;

    /// <summary>The surest duplicates among those the actor sees.</summary>
    /// <param name="records">Reads the records.</param>
    /// <param name="conditions">One condition per index, asked one after the other: an "or" would read the whole table.</param>
    /// <param name="compare">Compares a candidate.</param>
    /// <param name="except">The record that is compared, or null.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<Result<IReadOnlyList<DuplicateRecord<TRow>>>> DuplicatesAsync<T, TRow>(
        this CrmRecords<T, TRow> records, IEnumerable<Expression<Func<T, bool>>> conditions, Func<TRow, PossibleDuplicate?> compare, Guid? except, CancellationToken ct)
        where T : CrmRecord where TRow : CrmRow
    {
        var found = new Dictionary<Guid, DuplicateRecord<TRow>>();
        foreach (var condition in conditions)
        {
            var candidates = records.Visible.Where(condition).Where(r => r.Id != except).OrderByDescending(r => r.CreatedAt).Take(CandidatesMax);
            foreach (var row in await records.RowsAsync(candidates, ct))
            {
                if (compare(row) is { } match) found.TryAdd(row.Id, new DuplicateRecord<TRow>(row, match.Score, match.Reasons));
            }
        }

        return Result<IReadOnlyList<DuplicateRecord<TRow>>>.Success([.. found.Values.OrderByDescending(f => f.Score).ThenByDescending(f => f.Record.CreatedAt).Take(FoundMax)]);
    }
}
