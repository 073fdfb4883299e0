using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Events;

namespace NexusCrm.WebUI.Operations;

/// <summary>Signs an open circuit out when its session ends or its member is kept out: at once when that is announced, else within <see cref="RevalidationInterval"/>. Use cases refuse it besides.</summary>
internal sealed class CircuitSession : RevalidatingServerAuthenticationStateProvider
{
    private static readonly AuthenticationState Nobody = new(new ClaimsPrincipal(new ClaimsIdentity()));
    private readonly IActorAccessSource _access;
    private readonly IChangeFeed _feed;
    private IDisposable? _announcements;

    public CircuitSession(ILoggerFactory logs, IActorAccessSource access, IChangeFeed feed) : base(logs)
    {
        (_access, _feed) = (access, feed);
        AuthenticationStateChanged += ListenAsync;
    }

    /// <inheritdoc />
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(2);

    /// <inheritdoc />
    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        await _access.OfAsync(authenticationState.User.Identity(), cancellationToken) is not null;

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        _announcements?.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Hears the changes of the organization that the circuit works in, once it is known.</summary>
    private async void ListenAsync(Task<AuthenticationState> signedIn)
    {
        _announcements?.Dispose();
        var actor = (await signedIn).User.Identity();
        _announcements = actor.Organization is { } organization ? _feed.Subscribe(organization, HearAsync) : null;
    }

    private async Task HearAsync(Change change)
    {
        if (!change.Concerns("session") && !change.Concerns("member")) return;
        var state = await GetAuthenticationStateAsync();
        if (state.User.UserId() is not null && !await ValidateAuthenticationStateAsync(state, CancellationToken.None)) SetAuthenticationState(Task.FromResult(Nobody));
    }
}
