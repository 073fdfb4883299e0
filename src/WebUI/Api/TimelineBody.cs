using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Timeline;
using NexusCrm.Application.Records;
using NexusCrm.Domain.Common;

namespace NexusCrm.WebUI.Api;

/// <summary>One thing that happened to a record.</summary>
internal sealed record TimelineBody(
    Guid Id, TimelineKind Kind, DateTimeOffset OccurredAt, TimelineActorBody Actor, string Title, string? Body, TimelineSubjectBody Subject, IReadOnlyDictionary<string, object?> Data)
{
    public static TimelineBody From(TimelineItem item) => new(
        item.Id, item.Kind, item.OccurredAt, new TimelineActorBody(item.Actor.Type, item.Actor.Id, item.Actor.Name), item.Title, item.Body,
        new TimelineSubjectBody(item.Subject.Type, item.Subject.Id, item.Subject.Name), item.Data);

    /// <summary>Reads <c>kind</c> (one or several by comma), <c>after</c> and <c>limit</c>.</summary>
    public static Result<TimelineRequest> Request(string? kind, string? after, int? limit)
    {
        var kinds = new List<TimelineKind>();
        foreach (var name in (kind ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!WireNames<TimelineKind>.TryParse(name, out var known)) return Error.Invalid("kind", $"Give some of {string.Join(", ", WireNames<TimelineKind>.All)}.");
            kinds.Add(known);
        }

        return new TimelineRequest { Kinds = kinds, After = after, Limit = limit ?? TimelineRequest.DefaultLimit };
    }
}

/// <summary>Who did it.</summary>
internal sealed record TimelineActorBody(ActorKind Type, Guid? Id, string? Name);

/// <summary>What it happened to.</summary>
internal sealed record TimelineSubjectBody(RecordType Type, Guid Id, string Name);
