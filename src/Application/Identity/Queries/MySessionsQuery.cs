using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Identity.Queries;

/// <summary>The caller's open sessions, last used first.</summary>
[SignedIn("everyone may see their own sessions")]
public sealed record MySessionsQuery : IQuery<IReadOnlyList<SessionSummary>>;

internal sealed class MySessionsQueryHandler(ISessions sessions, IActor actor) : IQueryHandler<MySessionsQuery, IReadOnlyList<SessionSummary>>
{
    public async Task<Result<IReadOnlyList<SessionSummary>>> Handle(MySessionsQuery query, CancellationToken ct) =>
        Result<IReadOnlyList<SessionSummary>>.Success(await sessions.ListAsync(actor.UserId!.Value, actor.Identity.Session, ct));
}
