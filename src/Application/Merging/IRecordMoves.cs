using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Merging;

/// <summary>A row that an undo left where it is because somebody changed it since.</summary>
/// <param name="Table">The kind of row, as stored: <c>deals</c>, <c>contact_accounts</c> ...</param>
/// <param name="Id">The record it belongs to.</param>
public sealed record KeptRow(string Table, Guid Id);

/// <summary>Moves all that refers to some records over to another one, set by set, and back (rules M3, M4, M6). Needs a transaction.</summary>
public interface IRecordMoves
{
    /// <summary>Moves every row that refers to a loser over to the winner and answers what was moved, for <see cref="MoveBackAsync"/>.</summary>
    Task<string> MoveAsync(RecordType type, Guid winner, IReadOnlyList<Guid> losers, DateTimeOffset at, Guid? by, CancellationToken ct);

    /// <summary>Moves rows back that still stand where the merge put them; answers those that do not.</summary>
    Task<IReadOnlyList<KeptRow>> MoveBackAsync(RecordType type, Guid winner, string moves, DateTimeOffset at, Guid? by, CancellationToken ct);
}
