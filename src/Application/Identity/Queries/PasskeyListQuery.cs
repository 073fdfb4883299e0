using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Identity.Queries;

/// <summary>The caller's passkeys, oldest first.</summary>
[SignedIn("everyone may see their own passkeys")]
public sealed record PasskeyListQuery : IQuery<IReadOnlyList<Passkey>>;

internal sealed class PasskeyListQueryHandler(IPasskeys passkeys, IActor actor) : IQueryHandler<PasskeyListQuery, IReadOnlyList<Passkey>>
{
    public async Task<Result<IReadOnlyList<Passkey>>> Handle(PasskeyListQuery query, CancellationToken ct) =>
        Result<IReadOnlyList<Passkey>>.Success(await passkeys.ListAsync(actor.UserId!.Value, ct));
}
