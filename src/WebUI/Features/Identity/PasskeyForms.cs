using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Identity;
using NexusCrm.Application.Identity.Commands;
using NexusCrm.WebUI.Api;
using NexusCrm.WebUI.Operations;

namespace NexusCrm.WebUI.Features.Identity;

/// <summary>What the sign-in page needs for a passkey: the challenge, and the post that carries the answer.</summary>
internal static class PasskeyForms
{
    /// <summary>Where the sign-in page goes after an answer that is not good.</summary>
    public const string FailedPage = "/sign-in?passkey=failed";

    /// <summary>Maps <c>/sign-in/passkey</c>.</summary>
    /// <param name="forms">Posts that only our own forms make.</param>
    /// <param name="app">For the challenge, which a script fetches.</param>
    public static void Map(RouteGroupBuilder forms, IEndpointRouteBuilder app)
    {
        forms.MapPost("/sign-in/passkey", SignInAsync).AllowAnonymous().WithMetadata(new CredentialEntryAttribute());
        app.MapPost("/sign-in/passkey/options", ChallengeAsync).AllowAnonymous().WithMetadata(new CredentialEntryAttribute()).ExcludeFromDescription();
    }

    private static async Task<IResult> ChallengeAsync(IUseCases useCases, CancellationToken ct) =>
        (await useCases.Send(new BeginPasskeySignInCommand(), ct)).ToHttp(PasskeyEndpoints.ChallengeBody.From);

    private static async Task<IResult> SignInAsync(HttpContext context, IUseCases useCases, SessionCookie cookie, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        var answer = new PasskeyAnswer(form["credential"], form["state"]);
        var opened = await useCases.Send(new PasskeySignInCommand(answer, cookie.Client(context.Request, remember: form["remember"] == "true")), ct);
        if (!opened.Succeeded) return TypedResults.LocalRedirect(FailedPage);

        cookie.Write(context.Response, opened.Value.Tokens);
        return TypedResults.LocalRedirect(LocalUrl.OrHome(form["returnUrl"]));
    }
}
