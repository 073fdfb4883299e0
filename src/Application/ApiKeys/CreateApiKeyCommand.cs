using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Members;

namespace NexusCrm.Application.ApiKeys;

/// <summary>Makes an API key that acts for the caller. Its scopes are permissions that the caller has, and never more than the caller has when it is used.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="ExpiresAt">From when on it is refused; null for never.</param>
[Requires(Permissions.Settings.ApiKeys)]
public sealed record CreateApiKeyCommand(string? Name, IReadOnlyList<string> Scopes, DateTimeOffset? ExpiresAt) : ICommand<CreatedApiKey>;

/// <summary>A key that was just made.</summary>
/// <param name="Row">As lists show it.</param>
/// <param name="Key">The key in clear, for the only time.</param>
public sealed record CreatedApiKey(ApiKeyRow Row, string Key);

internal sealed class CreateApiKeyCommandHandler(INexusDbContext db, ICredentialIndex credentials, IActor actor, TimeProvider clock) : ICommandHandler<CreateApiKeyCommand, CreatedApiKey>
{
    public async Task<Result<CreatedApiKey>> Handle(CreateApiKeyCommand command, CancellationToken ct)
    {
        if (command.Scopes.Any(s => !ApiKeyScopes.All.Contains(s))) return Error.Invalid("scopes", "It holds a scope that there is not, or that keys cannot have.");
        if (command.Scopes.FirstOrDefault(s => !actor.May(s)) is { } lacking) return Error.Invalid("scopes", $"You do not have the permission {lacking} yourself.");
        if (await db.Set<ApiKey>().CountAsync(k => k.RevokedAt == null, ct) >= ApiKey.Most) return ApiKeyErrors.TooMany;

        var issued = ApiKey.Issue(actor.OrganizationId, command.Name, command.Scopes, command.ExpiresAt, clock.GetUtcNow(), actor.UserId!.Value);
        if (!issued.Succeeded) return issued.Error;
        db.Set<ApiKey>().Add(issued.Value.Stored);
        credentials.Add(issued.Value.Key);
        await db.SaveChangesAsync(ct);
        return new CreatedApiKey(ApiKeyRow.Of(issued.Value.Stored), issued.Value.Key);
    }
}
