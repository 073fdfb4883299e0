using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Members;

namespace NexusCrm.Application.ApiKeys;

/// <summary>Refuses an API key from now on.</summary>
/// <param name="KeyId">Which.</param>
[Requires(Permissions.Settings.ApiKeys)]
public sealed record RevokeApiKeyCommand(Guid KeyId) : ICommand<Done>;

internal sealed class RevokeApiKeyCommandHandler(INexusDbContext db, IActor actor, TimeProvider clock) : ICommandHandler<RevokeApiKeyCommand, Done>
{
    public async Task<Result<Done>> Handle(RevokeApiKeyCommand command, CancellationToken ct)
    {
        var key = await db.Set<ApiKey>().SingleOrDefaultAsync(k => k.Id == command.KeyId && k.RevokedAt == null, ct);
        if (key is null) return ApiKeyErrors.NotFound;

        key.Revoke(clock.GetUtcNow(), actor.UserId);
        await db.SaveChangesAsync(ct);
        return Done.Value;
    }
}
