using System.Text.Json;
using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Merging;

/// <summary>What a merge wrote about the winner and the rows that stood by the losers.</summary>
/// <param name="Before">What the winner said of itself before, a JSON object by property.</param>
/// <param name="After">The same right after the merge.</param>
/// <param name="Moves">The rows that were moved, as the store wrote them down.</param>
public sealed record MergeTrace(string Before, string After, string Moves);

/// <summary>One merge, kept so that it can be undone (rule M6).</summary>
public sealed class MergeJournal : IOrganizationOwned
{
    /// <summary>How long a merge can be undone, to the second inclusive.</summary>
    public static readonly TimeSpan UndoWindow = TimeSpan.FromDays(30);

    private MergeJournal()
    {
    }

    /// <summary>Writes a merge down.</summary>
    public MergeJournal(Guid organizationId, RecordReference winner, IReadOnlyList<Guid> loserIds, MergeTrace trace, DateTimeOffset at, Guid? by)
    {
        (OrganizationId, Id, Kind, WinnerId, LoserIds) = (organizationId, Guid.CreateVersion7(at), winner.Type, winner.Id, loserIds);
        (Content, At, By) = (JsonSerializer.Serialize(trace), at, by);
    }

    /// <inheritdoc />
    public Guid OrganizationId { get; private set; }

    /// <summary>UUID v7; the <c>mergeId</c> of the API.</summary>
    public Guid Id { get; private set; }

    /// <summary>What was merged.</summary>
    public RecordType Kind { get; private set; }

    /// <summary>The record that stayed.</summary>
    public Guid WinnerId { get; private set; }

    /// <summary>The records that it took in.</summary>
    public IReadOnlyList<Guid> LoserIds { get; private set; } = [];

    /// <summary>The <see cref="MergeTrace"/> as JSON. Personal: it holds what the winner said before.</summary>
    public string Content { get; private set; } = "{}";

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Who.</summary>
    public Guid? By { get; private set; }

    /// <summary>When it was undone, or null.</summary>
    public DateTimeOffset? UndoneAt { get; private set; }

    /// <summary>What the merge wrote.</summary>
    public MergeTrace Trace() => JsonSerializer.Deserialize<MergeTrace>(Content)!;

    /// <summary>Takes note of the undo: once, and within 30 days.</summary>
    public Result<Done> Undo(DateTimeOffset at)
    {
        if (UndoneAt is not null) return MergeErrors.AlreadyUndone;
        if (at - At > UndoWindow) return MergeErrors.TooLate;
        UndoneAt = at;
        return Done.Value;
    }
}
