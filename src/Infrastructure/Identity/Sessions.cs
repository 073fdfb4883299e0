using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NexusCrm.Application.Identity;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Members;
using NexusCrm.Infrastructure.Persistence;
using NexusCrm.Infrastructure.Persistence.PostgreSql;

namespace NexusCrm.Infrastructure.Identity;

/// <summary>Sessions in the database; whatever ends one tells this node's cache and the others.</summary>
internal sealed partial class Sessions(NexusDbContext db, SessionCache cache, SessionNotices notices, TimeProvider clock, ILogger<Sessions> log) : ISessions
{
    public async Task<SessionTokens> OpenAsync(Guid userId, Guid organizationId, SignInClient client, string? address, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (access, device) = (Secret.New(), client.Kind is SessionKind.Web ? client.DeviceToken ?? Secret.New() : null);
        var session = new Session
        {
            Id = Guid.CreateVersion7(now),
            UserId = userId,
            OrganizationId = organizationId,
            Kind = client.Kind,
            TokenHash = Secret.Hash(access),
            TokenExpiresAt = now + AccessLifetime(client.Kind, client.Remember),
            EndsAt = client.Kind is SessionKind.Api ? now + SessionTimes.Absolute : null,
            IsPersistent = client.Remember,
            DeviceHash = device is null ? null : Secret.Hash(device),
            Device = DeviceName.Of(client.UserAgent),
            Address = address,
            CreatedAt = now,
            LastSeenAt = now,
        };
        db.Add(session);
        var refresh = session.Kind is SessionKind.Api ? AddRefreshToken(session, now) : null;
        await db.SaveChangesAsync(ct);
        return Tokens(session, access, refresh, device);
    }

    public async Task<Result<(Guid UserId, SessionTokens Tokens)>> RefreshAsync(string refreshToken, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var hash = Secret.Hash(refreshToken);
        await using var transaction = await db.BeginAsync(ct);
        var used = await db.Set<RefreshToken>().Where(t => t.TokenHash == hash && t.UsedAt == null && t.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.UsedAt, now), ct);
        var session = await (from t in db.Set<RefreshToken>() join s in db.Set<Session>() on t.SessionId equals s.Id where t.TokenHash == hash select s).SingleOrDefaultAsync(ct);
        if (session is null || session.EndedAt is not null) return IdentityErrors.InvalidRefreshToken;
        if (used == 0)
        {
            await RevokeFamilyAsync(session, hash, ct);
            await transaction.CommitAsync(ct);
            return IdentityErrors.InvalidRefreshToken;
        }

        var tokens = await RenewAsync(session, now, ct);
        await transaction.CommitAsync(ct);
        cache.Forget(session.Id);
        return (session.UserId, tokens);
    }

    public async Task<SessionTokens> SwitchAsync(Guid sessionId, Guid organizationId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.BeginAsync(ct);
        var session = await db.Set<Session>().SingleAsync(s => s.Id == sessionId, ct);
        var left = session.OrganizationId;
        session.OrganizationId = organizationId;
        (session.ViewAsRole, session.ViewAsCustomRoleId) = (null, null);
        await db.Set<RefreshToken>().Where(t => t.SessionId == sessionId && t.UsedAt == null).ExecuteDeleteAsync(ct);
        var tokens = await RenewAsync(session, now, ct);
        await notices.TellAsync(left, sessionId, ct);
        await transaction.CommitAsync(ct);
        cache.Forget(sessionId);
        return tokens;
    }

    public async Task<bool> EndAsync(Guid userId, Guid sessionId, CancellationToken ct) =>
        await EndAsync(db.Set<Session>().Where(s => s.Id == sessionId && s.UserId == userId), ct) > 0;

    public Task EndAllAsync(Guid userId, Guid? except, CancellationToken ct) =>
        EndAsync(db.Set<Session>().Where(s => s.UserId == userId && s.Id != except), ct);

    public Task EndInAsync(Guid organizationId, Guid userId, CancellationToken ct) =>
        EndAsync(db.Set<Session>().Where(s => s.UserId == userId && s.OrganizationId == organizationId), ct);

    public async Task ViewAsAsync(Guid sessionId, MemberRole? role, CancellationToken ct)
    {
        var session = await db.Set<Session>().SingleAsync(s => s.Id == sessionId, ct);
        (session.ViewAsRole, session.ViewAsCustomRoleId) = (role?.Role, role?.CustomRoleId);
        await db.SaveChangesAsync(ct);
        await notices.TellViewAsync(session.OrganizationId, sessionId, ct);
        cache.Forget(sessionId);
    }

    public async Task<IReadOnlyList<SessionSummary>> ListAsync(Guid userId, Guid? current, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await db.Set<Session>()
            .Where(s => s.UserId == userId && s.EndedAt == null)
            .Where(s => s.TokenExpiresAt > now || db.Set<RefreshToken>().Any(t => t.SessionId == s.Id && t.UsedAt == null && t.ExpiresAt > now))
            .OrderByDescending(s => s.LastSeenAt).ThenByDescending(s => s.Id)
            .Select(s => new SessionSummary(s.Id, s.Kind, s.Device, s.Address, s.CreatedAt, s.LastSeenAt, s.Id == current))
            .ToListAsync(ct);
    }

    public Task<Guid?> LastOrganizationAsync(Guid userId, CancellationToken ct) =>
        db.Set<Session>().Where(s => s.UserId == userId).OrderByDescending(s => s.LastSeenAt).Select(s => (Guid?)s.OrganizationId).FirstOrDefaultAsync(ct);

    private static TimeSpan AccessLifetime(SessionKind kind, bool remember)
    {
        if (kind is SessionKind.Api) return SessionTimes.Access;
        return remember ? SessionTimes.Persistent : SessionTimes.Browser;
    }

    private static SessionTokens Tokens(Session session, string access, string? refresh, string? device) =>
        new(session.Id, session.OrganizationId, access, AccessLifetime(session.Kind, session.IsPersistent), refresh, device, session.IsPersistent);

    private async Task<SessionTokens> RenewAsync(Session session, DateTimeOffset now, CancellationToken ct)
    {
        var access = Secret.New();
        session.TokenHash = Secret.Hash(access);
        session.TokenExpiresAt = now + AccessLifetime(session.Kind, session.IsPersistent);
        session.LastSeenAt = now;
        var refresh = session.Kind is SessionKind.Api ? AddRefreshToken(session, now) : null;
        await db.SaveChangesAsync(ct);
        return Tokens(session, access, refresh, device: null);
    }

    private string AddRefreshToken(Session session, DateTimeOffset now)
    {
        var secret = Secret.New();
        var expires = now + SessionTimes.Refresh;
        db.Add(new RefreshToken { Id = Guid.CreateVersion7(now), SessionId = session.Id, TokenHash = Secret.Hash(secret), ExpiresAt = session.EndsAt < expires ? session.EndsAt.Value : expires });
        return secret;
    }

    /// <summary>A token that was used comes again: somebody copied it. One that merely expired ends nothing.</summary>
    private async Task RevokeFamilyAsync(Session session, byte[] hash, CancellationToken ct)
    {
        if (!await db.Set<RefreshToken>().AnyAsync(t => t.TokenHash == hash && t.UsedAt != null, ct)) return;
        await EndAsync(db.Set<Session>().Where(s => s.Id == session.Id), ct);
        ReusedRefreshToken(log, session.Id, session.UserId);
    }

    private async Task<int> EndAsync(IQueryable<Session> which, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var ending = await which.Where(s => s.EndedAt == null).Select(s => new { s.Id, s.OrganizationId }).ToListAsync(ct);
        if (ending.Count == 0) return 0;

        var ids = ending.ConvertAll(s => s.Id);
        await db.Set<Session>().Where(s => ids.Contains(s.Id)).ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now), ct);
        foreach (var session in ending)
        {
            await notices.TellAsync(session.OrganizationId, session.Id, ct);
            cache.Forget(session.Id);
        }

        return ending.Count;
    }

    [LoggerMessage(1, LogLevel.Warning, "A refresh token of session {Session} of user {User} was used twice; the session was ended")]
    private static partial void ReusedRefreshToken(ILogger log, Guid session, Guid user);
}
