using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Identity;
using NexusCrm.Domain.Members;
using NexusCrm.Infrastructure.Identity;
using NexusCrm.WebUI.Api;

namespace NexusCrm.WebUI.Operations;

/// <summary>
/// The one authentication scheme: a bearer token or an API key in the header under <c>/api</c>, the cookie everywhere else, never the other way round; either way the row of the session
/// or key is asked.
/// </summary>
internal sealed class SessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, SessionCache sessions, ApiKeyCache keys, IActorAccessSource access, SessionCookie cookie)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public const string SchemeName = "session";

    private const string BearerPrefix = "Bearer ";

    /// <inheritdoc />
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var isApi = Context.IsApi();
        if ((isApi ? Bearer() : cookie.Read(Request)) is not { Length: > 0 } secret) return AuthenticateResult.NoResult();

        if (isApi && secret.StartsWith(ApiKey.Mark, StringComparison.Ordinal)) return await AuthenticateKeyAsync(secret);

        var address = Context.Connection.RemoteIpAddress?.ToString();
        var session = await sessions.AuthenticateAsync(secret, isApi ? SessionKind.Api : SessionKind.Web, address, Context.RequestAborted);
        if (session is null) return AuthenticateResult.Fail("The session has ended.");

        var principal = Principals.Of(session, address);
        if (await access.OfAsync(principal.Identity(), Context.RequestAborted) is null) return AuthenticateResult.Fail("The membership is not active.");
        if (session is { Kind: SessionKind.Web, IsPersistent: true } && IsPageLoad()) cookie.Write(Response, secret, isPersistent: true);
        return AuthenticateResult.Success(new AuthenticationTicket(principal, SchemeName));
    }

    /// <inheritdoc />
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (Context.IsApi())
        {
            Response.Headers.WWWAuthenticate = "Bearer";
            return Problems.WriteAsync(Context, StatusCodes.Status401Unauthorized);
        }

        var here = HttpMethods.IsGet(Request.Method) ? Request.PathBase + Request.Path + Request.QueryString : "/";
        Response.Redirect(here == "/" ? "/sign-in" : $"/sign-in?returnUrl={Uri.EscapeDataString(here)}");
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        if (Context.IsApi()) return Problems.WriteAsync(Context, StatusCodes.Status403Forbidden);
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private async Task<AuthenticateResult> AuthenticateKeyAsync(string secret)
    {
        var key = await keys.AuthenticateAsync(secret, Context.RequestAborted);
        if (key is null) return AuthenticateResult.Fail("The API key is not good.");

        var principal = Principals.Of(key);
        if (await access.OfAsync(principal.Identity(), Context.RequestAborted) is null) return AuthenticateResult.Fail("The membership is not active.");
        return AuthenticateResult.Success(new AuthenticationTicket(principal, SchemeName));
    }

    private string? Bearer()
    {
        var header = Request.Headers.Authorization.ToString();
        return header.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase) ? header[BearerPrefix.Length..].Trim() : null;
    }

    private bool IsPageLoad() => HttpMethods.IsGet(Request.Method) && Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
}
