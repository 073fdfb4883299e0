using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Members;

namespace NexusCrm.Application.Common.Timeline;

/// <summary>Adds how the users are called to the items of a timeline.</summary>
internal sealed class TimelineActors(IMemberNames members)
{
    public async Task<IReadOnlyList<TimelineItem>> NamedAsync(IReadOnlyList<TimelineItem> items, CancellationToken ct)
    {
        var users = items.Where(i => i.Actor.Type is ActorKind.User).Select(i => i.Actor.Id!.Value).Distinct().ToList();
        var names = await members.OfAsync(users, ct);
        return [.. items.Select(i => i.Actor.Type is ActorKind.User ? i with { Actor = i.Actor with { Name = names.GetValueOrDefault(i.Actor.Id!.Value) } } : i)];
    }
}
