using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using NexusCrm.Application.Common.Access;
using NexusCrm.Infrastructure.Identity;
using NexusCrm.Infrastructure.Operations;

namespace NexusCrm.WebUI.Operations;

/// <summary>Who acts: the request's principal in a request, the circuit's user in a circuit. A circuit has a scope of its own and must not look at any request.</summary>
internal sealed class ActorSource(IServiceProvider scope, IHttpContextAccessor requests) : IActorSource
{
    public async ValueTask<ActorIdentity> CurrentAsync(CancellationToken ct)
    {
        var request = requests.HttpContext;
        if (request is not null && ReferenceEquals(request.RequestServices, scope))
            return request.User.Identity() with { RequestId = request.TraceIdentifier, Address = request.Connection.RemoteIpAddress?.ToString() };

        // A circuit that is gone has cancelled what it asked for; its services are not there any more.
        ct.ThrowIfCancellationRequested();
        var circuit = scope.GetRequiredService<AuthenticationStateProvider>();
        return (await circuit.GetAuthenticationStateAsync()).User.Identity();
    }
}

/// <summary>The principal that a session makes: ids only. What it may do is looked up by each operation.</summary>
internal static class Principals
{
    private const string UserClaim = "sub", SessionClaim = "sid", OrganizationClaim = "org", KeyClaim = "key", AddressClaim = "addr";

    /// <summary>The principal of a session.</summary>
    public static ClaimsPrincipal Of(LiveSession session, string? address)
    {
        var claims = new List<Claim>
        {
            new(UserClaim, session.UserId.ToString()),
            new(SessionClaim, session.Id.ToString()),
            new(OrganizationClaim, session.OrganizationId.ToString()),
        };
        // A circuit has no request of its own to ask.
        if (address is not null) claims.Add(new(AddressClaim, address));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, "session"));
    }

    /// <summary>The principal of an API key.</summary>
    public static ClaimsPrincipal Of(LiveApiKey key) => new(new ClaimsIdentity(
        [new(UserClaim, key.UserId.ToString()), new(KeyClaim, key.Id.ToString()), new(OrganizationClaim, key.OrganizationId.ToString())], "key"));

    /// <summary>The user, or null for nobody.</summary>
    public static Guid? UserId(this ClaimsPrincipal principal) => Read(principal, UserClaim);

    /// <summary>The session, or null for nobody.</summary>
    public static Guid? SessionId(this ClaimsPrincipal principal) => Read(principal, SessionClaim);

    /// <summary>Who is counted and answered: the API key, else the user; null for nobody.</summary>
    public static Guid? PrincipalId(this ClaimsPrincipal principal) => Read(principal, KeyClaim) ?? principal.UserId();

    /// <summary>The actor that the principal stands for.</summary>
    public static ActorIdentity Identity(this ClaimsPrincipal principal)
    {
        if (principal.UserId() is not { } user) return ActorIdentity.Anonymous;
        var key = Read(principal, KeyClaim);
        return new ActorIdentity(key is null ? ActorKind.User : ActorKind.ApiKey, Read(principal, OrganizationClaim), user, principal.SessionId())
        {
            Principal = key,
            Address = principal.FindFirstValue(AddressClaim),
        };
    }

    private static Guid? Read(ClaimsPrincipal principal, string claim) =>
        Guid.TryParse(principal.FindFirstValue(claim), CultureInfo.InvariantCulture, out var id) ? id : null;
}
