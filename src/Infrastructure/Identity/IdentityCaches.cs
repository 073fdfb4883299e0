using Microsoft.Extensions.Hosting;
using NexusCrm.Application.Common.Events;
using NexusCrm.Infrastructure.Persistence.PostgreSql;

namespace NexusCrm.Infrastructure.Identity;

/// <summary>Empties this node's caches when sessions, members, roles or API keys change anywhere. Without circuits or requests too: a revoked API session must not live on a quiet node.</summary>
internal sealed class IdentityCaches(IChangeFeed feed, SessionCache sessions, MemberAccess access, ApiKeyCache keys) : IHostedService
{
    private IDisposable? _subscription;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _subscription = feed.SubscribeToAll(Hear);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _subscription?.Dispose();
        return Task.CompletedTask;
    }

    private Task Hear(Change change)
    {
        if (change is { Kind: SessionNotices.Kind or SessionNotices.ViewKind, RecordId: { } session }) sessions.Forget(session);
        else if (change.Concerns(SessionNotices.Kind)) sessions.ForgetAll();
        if (change.Concerns("member") || change.Concerns("role")) access.ForgetAll();
        if (change.Concerns("api_key")) keys.ForgetAll();
        return Task.CompletedTask;
    }
}
