using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Leads.Capture;
using NexusCrm.Domain.Common;
using NexusCrm.WebUI.Api;

namespace NexusCrm.WebUI.Features.LeadForms;

/// <summary>
/// The hosted page of a public form: plain HTML that needs no script, circuit, cookie or antiforgery token, since a visitor has no session that another site could misuse. A plain form on another site posts to
/// the same address.
/// </summary>
internal static class HostedForms
{
    private static readonly string[] Campaign = ["utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content"];

    /// <summary>Maps the pages.</summary>
    public static void MapHostedForms(this WebApplication app)
    {
        var forms = app.MapGroup("/f/{key}").AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
        forms.MapGet("", ShowAsync);
        forms.MapPost("", SubmitAsync);
        forms.MapGet("/thank-you", ThankAsync);
    }

    private static async Task<IResult> ShowAsync(string key, HttpContext context, IUseCases useCases, CancellationToken ct)
    {
        var found = await useCases.Send(new GetPublicFormQuery(key), ct);
        if (!found.Succeeded) return Missing();

        Prepare(context, found.Value);
        return Page(context, key, found.Value, new LeadSubmission(), Brought(context.Request), new Dictionary<string, string[]>(), StatusCodes.Status200OK);
    }

    private static async Task<IResult> SubmitAsync(string key, HttpContext context, IUseCases useCases, CaptureLimits limits, CancellationToken ct)
    {
        var found = await useCases.Send(new GetPublicFormQuery(key), ct);
        if (!found.Succeeded) return Missing();

        var form = found.Value;
        Prepare(context, form);
        if (limits.Count(context, key) is { } wait) return TooMany(context, form, wait);
        if (context.Request.ContentLength is null or > LeadCapture.BodyMaxBytes || !context.Request.HasFormContentType) return Unreadable(context, form);

        var sent = await context.Request.ReadFormAsync(ct);
        var submission = Submission(sent);
        var captured = await useCases.Send(new CaptureLeadCommand(key, submission), ct);
        if (captured.Succeeded) return SeeOther(context, form.RedirectUrl ?? Address(context, $"/f/{key}/thank-you"));
        return captured.Error.Kind is ErrorKind.Unauthenticated
            ? Missing()
            : Page(context, key, form, submission, Brought(sent), captured.Error.Fields ?? new Dictionary<string, string[]>(), StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> ThankAsync(string key, HttpContext context, IUseCases useCases, CancellationToken ct)
    {
        var found = await useCases.Send(new GetPublicFormQuery(key), ct);
        if (!found.Succeeded) return Missing();

        Prepare(context, found.Value);
        return Message("Thank you", $"{found.Value.Organization} has received your message.", StatusCodes.Status200OK, found.Value, IsEmbedded(context));
    }

    /// <summary>Lets the allowed sites frame the page, and the form go on to its redirect address, which browsers count as a target of the form.</summary>
    private static void Prepare(HttpContext context, PublicForm form)
    {
        if (form.AllowedOrigins.Count > 0) context.Features.Set(new FrameAncestors("'self' " + string.Join(' ', form.AllowedOrigins)));
        if (form.RedirectUrl is { } redirect) context.Features.Set(new FormTargets(new Uri(redirect).GetLeftPart(UriPartial.Authority)));
    }

    private static bool IsEmbedded(HttpContext context) => context.Request.Query["embed"] == "1";

    private static string Address(HttpContext context, string path) => context.Request.PathBase + path + (IsEmbedded(context) ? "?embed=1" : "");

    private static RazorComponentResult<HostedFormPage> Page(
        HttpContext context, string key, PublicForm form, LeadSubmission entered, IReadOnlyList<KeyValuePair<string, string>> hidden, IReadOnlyDictionary<string, string[]> errors, int status) =>
        new(new Dictionary<string, object?>
        {
            [nameof(HostedFormPage.Form)] = form,
            [nameof(HostedFormPage.Action)] = Address(context, $"/f/{key}"),
            [nameof(HostedFormPage.Entered)] = entered,
            [nameof(HostedFormPage.Hidden)] = hidden,
            [nameof(HostedFormPage.Errors)] = errors,
            [nameof(HostedFormPage.Embedded)] = IsEmbedded(context),
        })
        { StatusCode = status };

    private static RazorComponentResult<HostedMessagePage> Message(string title, string message, int status, PublicForm? form = null, bool embedded = false) =>
        new(new Dictionary<string, object?>
        {
            [nameof(HostedMessagePage.Title)] = title,
            [nameof(HostedMessagePage.Message)] = message,
            [nameof(HostedMessagePage.Colour)] = form?.Colour,
            [nameof(HostedMessagePage.Embedded)] = embedded,
        })
        { StatusCode = status };

    private static RazorComponentResult<HostedMessagePage> Missing() => Message("This form is not available", "It may have been moved or switched off.", StatusCodes.Status404NotFound);

    private static RazorComponentResult<HostedMessagePage> Unreadable(HttpContext context, PublicForm form) =>
        Message("This could not be read", "Please go back, shorten your message and send it again.", StatusCodes.Status400BadRequest, form, IsEmbedded(context));

    private static RazorComponentResult<HostedMessagePage> TooMany(HttpContext context, PublicForm form, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Message("Please wait a minute", "Too many messages came from your network at once. Go back and send yours again in a minute.", StatusCodes.Status429TooManyRequests, form, IsEmbedded(context));
    }

    private static StatusCodeHttpResult SeeOther(HttpContext context, string address)
    {
        context.Response.Headers.Location = address;
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static LeadSubmission Submission(IFormCollection sent)
    {
        return new LeadSubmission
        {
            FirstName = Value("firstName"),
            LastName = Value("lastName"),
            Email = Value("email"),
            Phone = Value("phone"),
            Company = Value("company"),
            JobTitle = Value("jobTitle"),
            Description = Value("description"),
            Utm = new Utm(Value("utm_source"), Value("utm_medium"), Value("utm_campaign"), Value("utm_term"), Value("utm_content")),
            Referrer = Value("referrer"),
            LandingPage = Value("landingPage"),
            ConsentGranted = Value("consent") is not null,
            ConsentVersion = int.TryParse(Value("consent"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null,
            Trap = Value("website_url"),
        };

        string? Value(string name) => sent.TryGetValue(name, out var values) && !string.IsNullOrWhiteSpace(values[0]) ? values[0] : null;
    }

    /// <summary>What the visitor brought along in the address: campaign parameters, and the page the form was opened from.</summary>
    private static List<KeyValuePair<string, string>> Brought(HttpRequest request)
    {
        var brought = Campaign.Where(name => request.Query.ContainsKey(name)).Select(name => KeyValuePair.Create(name, request.Query[name].ToString())).ToList();
        if (request.Headers.Referer.ToString() is { Length: > 0 } referrer) brought.Add(new("referrer", referrer));
        if (request.Query["landingPage"].ToString() is { Length: > 0 } landing) brought.Add(new("landingPage", landing));
        return brought;
    }

    private static List<KeyValuePair<string, string>> Brought(IFormCollection sent) =>
        [.. Campaign.Append("referrer").Append("landingPage").Where(sent.ContainsKey).Select(name => KeyValuePair.Create(name, sent[name].ToString()))];
}
