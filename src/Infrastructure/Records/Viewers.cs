using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Records;

namespace NexusCrm.Infrastructure.Records;

/// <summary>The current actor, looking from the product's default zone (rule G2).</summary>
internal sealed class Viewers(IActor actor, TimeProvider clock) : IViewers
{
    private static readonly TimeZoneInfo Singapore = TimeZoneInfo.FindSystemTimeZoneById("Asia/Singapore");

    public ValueTask<Viewer> CurrentAsync(CancellationToken ct) => ValueTask.FromResult(Viewer.At(clock.GetUtcNow(), Singapore, actor.UserId));
}
