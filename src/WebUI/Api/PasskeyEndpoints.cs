using System.Text.Json;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Identity;
using NexusCrm.Application.Identity.Commands;
using NexusCrm.Application.Identity.Queries;

namespace NexusCrm.WebUI.Api;

/// <summary>Passkeys: the caller's own, and signing in with one. Options and credentials are those of the browser's WebAuthn calls.</summary>
internal static class PasskeyEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(RouteGroupBuilder passkeys)
    {
        passkeys.MapGet("", async (IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new PasskeyListQuery(), ct)).ToHttp(mine => new ListBody<PasskeyBody>([.. mine.Select(PasskeyBody.From)])))
            .WithName("listPasskeys").WithSummary("One's passkeys, oldest first").Produces<ListBody<PasskeyBody>>().ProducesProblems(401, 403);
        passkeys.MapPost("/options", async (IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new BeginPasskeyCommand(), ct)).ToHttp(ChallengeBody.From))
            .WithName("beginPasskey").WithSummary("Options to make a passkey with; good once and for five minutes").Produces<ChallengeBody>().ProducesProblems(401, 403);
        passkeys.MapPost("", async (AddBody body, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new AddPasskeyCommand(body.Name, body.ToAnswer()), ct)).ToCreated(p => $"{ApiEndpoints.BasePath}/auth/passkeys/{p.Id}", PasskeyBody.From))
            .WithMetadata(new CredentialEntryAttribute())
            .WithName("addPasskey").WithSummary("Keep the passkey that the browser has made").Produces<PasskeyBody>(201).ProducesProblems(400, 401, 403, 429);
        passkeys.MapDelete("/{id}", async (string id, IUseCases useCases, CancellationToken ct) => (await useCases.Send(new RemovePasskeyCommand(id), ct)).ToNoContent())
            .WithName("removePasskey").WithSummary("Forget one of one's passkeys").Produces(204).ProducesProblems(401, 403, 404);
        MapSignIn(passkeys.MapGroup("/sign-in").AllowAnonymous().WithMetadata(new CredentialEntryAttribute()));
    }

    private static void MapSignIn(RouteGroupBuilder signIn)
    {
        signIn.MapPost("/options", async (IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new BeginPasskeySignInCommand(), ct)).ToHttp(ChallengeBody.From))
            .WithName("beginPasskeySignIn").WithSummary("Options to sign in with a passkey; good once and for five minutes").Produces<ChallengeBody>().ProducesProblems(429);
        signIn.MapPost("", async (AnswerBody body, HttpRequest request, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new PasskeySignInCommand(body.ToAnswer(), new SignInClient(SessionKind.Api, UserAgent: request.Headers.UserAgent.ToString())), ct)).ToHttp(TokensBody.From))
            .WithName("passkeySignIn").WithSummary("Sign in with a passkey").Produces<TokensBody>().ProducesProblems(400, 401, 403, 429);
    }

    internal sealed record ChallengeBody(JsonElement Options, string State)
    {
        public static ChallengeBody From(PasskeyChallenge challenge) => new(JsonElement.Parse(challenge.OptionsJson), challenge.State);
    }

    private sealed record AddBody(string? Name, JsonElement? Credential, string? State)
    {
        public PasskeyAnswer ToAnswer() => new(Credential?.GetRawText(), State);
    }

    private sealed record AnswerBody(JsonElement? Credential, string? State)
    {
        public PasskeyAnswer ToAnswer() => new(Credential?.GetRawText(), State);
    }

    private sealed record PasskeyBody(string Id, string Name, DateTimeOffset CreatedAt, bool BackedUp)
    {
        public static PasskeyBody From(Passkey p) => new(p.Id, p.Name, p.CreatedAt, p.IsBackedUp);
    }
}
