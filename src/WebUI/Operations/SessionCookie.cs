using NexusCrm.Application.Identity;

namespace NexusCrm.WebUI.Operations;

/// <summary>The browser's credential: an opaque secret, readable by no script, sent with no foreign form. With TLS its name binds it to this very host.</summary>
internal sealed class SessionCookie(IConfiguration configuration, IHostEnvironment environment)
{
    private static readonly TimeSpan DeviceLifetime = TimeSpan.FromDays(400);

    private static readonly TimeSpan TicketLifetime = TimeSpan.FromMinutes(5);

    /// <summary>Off in Development, which speaks http.</summary>
    private readonly bool _secure = configuration.GetValue("Security:SecureCookies", !environment.IsDevelopment());

    private string Name => _secure ? "__Host-nexus" : "nexus";

    private string TicketName => _secure ? "__Host-nexus-step" : "nexus-step";

    private string DeviceName => _secure ? "__Host-nexus-device" : "nexus-device";

    /// <summary>The session's secret, or null.</summary>
    public string? Read(HttpRequest request) => request.Cookies[Name];

    /// <summary>What a sign-in needs to know of this browser.</summary>
    public SignInClient Client(HttpRequest request, bool remember) =>
        new(SessionKind.Web, remember, request.Headers.UserAgent.ToString(), request.Cookies[DeviceName] is { Length: > 0 and <= 100 } device ? device : null);

    /// <summary>Gives the browser its session.</summary>
    public void Write(HttpResponse response, SessionTokens tokens)
    {
        Write(response, tokens.AccessToken, tokens.IsPersistent);
        if (tokens.DeviceToken is { } device) response.Cookies.Append(DeviceName, device, Options(DeviceLifetime));
    }

    /// <summary>Gives a remembered browser its session for another 14 days.</summary>
    public void Write(HttpResponse response, string secret, bool isPersistent) =>
        response.Cookies.Append(Name, secret, Options(isPersistent ? Infrastructure.Identity.SessionTimes.Persistent : null));

    /// <summary>Takes it away.</summary>
    public void Delete(HttpResponse response) => response.Cookies.Delete(Name, Options(null));

    /// <summary>What the first step of a sign-in left, or null.</summary>
    public string? ReadTicket(HttpRequest request) => request.Cookies[TicketName];

    /// <summary>Keeps that the password was right until the second step, in this browser only.</summary>
    public void WriteTicket(HttpResponse response, string ticket) => response.Cookies.Append(TicketName, ticket, Options(TicketLifetime));

    /// <summary>The second step is done.</summary>
    public void DeleteTicket(HttpResponse response) => response.Cookies.Delete(TicketName, Options(null));

    private CookieOptions Options(TimeSpan? lifetime) => new() { HttpOnly = true, Secure = _secure, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = lifetime, IsEssential = true };
}
