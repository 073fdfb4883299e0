using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Leads.Capture;
using NexusCrm.Domain.Common;
using NexusCrm.WebUI.Operations;

namespace NexusCrm.WebUI.Api;

/// <summary>How many submissions of public forms are taken in per minute. Section <c>RateLimits</c>.</summary>
public sealed class CaptureLimitOptions
{
    /// <summary>Per network address.</summary>
    public int FormPerAddress { get; set; } = 10;

    /// <summary>Per form.</summary>
    public int FormPerKey { get; set; } = 600;
}

/// <summary>Counts submissions of public forms, whether they come over the API or from the hosted page.</summary>
internal sealed class CaptureLimits(RateLimits limits, IOptionsMonitor<CaptureLimitOptions> options)
{
    /// <summary>Counts one; the time to wait when it was too many, else null.</summary>
    public TimeSpan? Count(HttpContext context, string key)
    {
        var window = limits.Count($"form-address:{context.Connection.RemoteIpAddress}", options.CurrentValue.FormPerAddress);
        if (!window.IsExceeded) window = limits.Count($"form:{key}", options.CurrentValue.FormPerKey);
        return window.IsExceeded ? window.Reset : null;
    }
}

/// <summary><c>POST /leads</c>: a member creates a lead; a visitor with a form key submits a form and learns nothing but a reference.</summary>
internal static class LeadCapture
{
    /// <summary>Names the form.</summary>
    public const string KeyHeader = "X-Form-Key";

    /// <summary>Largest body of a visitor, in bytes.</summary>
    public const long BodyMaxBytes = 64 * 1024;

    private const string PreflightSeconds = "600";

    private static readonly Error Unauthenticated = new("unauthenticated", "Sign in first.", ErrorKind.Unauthenticated);

    private static readonly Error TooMany = new("rate_limited", "Too many requests. Try again in a moment.", ErrorKind.TooMany);

    private static readonly Error Oversize = Error.Malformed("too_large", $"A submission has at most {BodyMaxBytes / 1024} KB.");

    /// <summary>Adds the limits.</summary>
    public static IServiceCollection AddLeadCapture(this IServiceCollection services)
    {
        services.AddOptions<CaptureLimitOptions>().BindConfiguration("RateLimits").Validate(o => o is { FormPerAddress: > 0, FormPerKey: > 0 }, "Rate limits are positive.").ValidateOnStart();
        return services.AddSingleton<CaptureLimits>();
    }

    /// <summary>Maps the route and its preflight.</summary>
    public static void Map(RouteGroupBuilder leads)
    {
        leads.MapPost("", (HttpRequest request, IUseCases useCases, CaptureLimits limits, CancellationToken ct) =>
            {
                if (request.HttpContext.User.UserId() is not null) return CreateAsync(request, useCases, ct);
                return request.Headers.ContainsKey(KeyHeader) ? CaptureAsync(request, useCases, limits, ct) : Task.FromResult<IResult>(Unauthenticated.ToHttp());
            })
            .AllowAnonymous().WithMetadata(new ReadOnlyFields([.. LeadBody.ReadOnly, "status"])).Accepts<LeadPost>("application/json")
            .WithName("createLead").WithSummary("Create a lead; without a session but with X-Form-Key, submit a public form")
            .Produces<LeadBody>(201).Produces<ReceiptBody>(202).ProducesProblems(400, 401, 403, 429);
        leads.MapMethods("", [HttpMethods.Options], Preflight).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> CreateAsync(HttpRequest request, IUseCases useCases, CancellationToken ct)
    {
        var body = await request.JsonBodyAsync<LeadPost>(ct);
        return (await useCases.Send(body.ToCommand(), ct)).ToCreated(l => $"{ApiEndpoints.BasePath}/leads/{l.Id}", LeadBody.From, LeadBody.ETagOf);
    }

    private static async Task<IResult> CaptureAsync(HttpRequest request, IUseCases useCases, CaptureLimits limits, CancellationToken ct)
    {
        var key = request.Headers[KeyHeader].ToString();
        if (limits.Count(request.HttpContext, key) is { } wait)
        {
            request.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return TooMany.ToHttp();
        }

        if (request.ContentLength is null or > BodyMaxBytes) return Oversize.ToHttp();
        var body = await request.JsonBodyAsync<SubmissionBody>(ct);
        var captured = await useCases.Send(new CaptureLeadCommand(key, body.ToSubmission(), OtherSite(request)), ct);
        if (captured.Succeeded || captured.Error.Kind is not ErrorKind.Unauthenticated) AllowOrigin(request);
        return captured.ToAccepted(receipt => new ReceiptBody(receipt.Reference));
    }

    /// <summary>
    /// The preflight does not carry the key, so it lets every origin ask; whether the form allows the origin is decided with the key, and only then may the browser read the answer. Never with credentials.
    /// </summary>
    private static NoContent Preflight(HttpRequest request)
    {
        AllowOrigin(request);
        var headers = request.HttpContext.Response.Headers;
        headers.AccessControlAllowMethods = HttpMethods.Post;
        headers.AccessControlAllowHeaders = $"Content-Type, {KeyHeader}";
        headers.AccessControlMaxAge = PreflightSeconds;
        return TypedResults.NoContent();
    }

    private static void AllowOrigin(HttpRequest request)
    {
        if (OtherSite(request) is not { } origin) return;
        request.HttpContext.Response.Headers.AccessControlAllowOrigin = origin;
        request.HttpContext.Response.Headers.Vary = "Origin";
    }

    private static string? OtherSite(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase) ? null : origin;
    }

    private sealed record ReceiptBody(string Reference);

    private sealed record ConsentBody(bool Granted, int? TextVersion);

    private sealed record SubmissionBody(
        string? FirstName, string? LastName, string? Email, string? Phone, string? Company, string? JobTitle, string? Description, UtmBody? Utm, string? Referrer, string? LandingPage, ConsentBody? Consent,
        [property: System.Text.Json.Serialization.JsonPropertyName("website_url")] string? WebsiteUrl)
    {
        public LeadSubmission ToSubmission() => new()
        {
            FirstName = FirstName,
            LastName = LastName,
            Email = Email,
            Phone = Phone,
            Company = Company,
            JobTitle = JobTitle,
            Description = Description,
            Utm = Utm?.ToUtm(),
            Referrer = Referrer,
            LandingPage = LandingPage,
            ConsentGranted = Consent?.Granted ?? false,
            ConsentVersion = Consent?.TextVersion,
            Trap = WebsiteUrl,
        };
    }
}
