using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Identity;
using NexusCrm.Application.Identity.Commands;
using NexusCrm.Application.Identity.Queries;
using NexusCrm.Application.Members;
using NexusCrm.Application.Members.Commands;

namespace NexusCrm.WebUI.Api;

/// <summary>Sign-up, sign-in, tokens, sessions and self-service.</summary>
internal static class AuthEndpoints
{
    private static readonly SignInClient Confirming = new(SessionKind.Api);

    /// <summary>Maps the routes.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        var auth = api.MapGroup("/auth").WithTags("Auth");
        MapOpen(auth.MapGroup("").AllowAnonymous().WithMetadata(new CredentialEntryAttribute()));
        MapSelf(auth);
        MapSessions(auth);
        TwoFactorEndpoints.Map(auth.MapGroup("/two-factor"));
        PasskeyEndpoints.Map(auth.MapGroup("/passkeys"));
    }

    private static void MapOpen(RouteGroupBuilder auth)
    {
        auth.MapPost("/register", async (RegisterBody body, HttpRequest request, IUseCases useCases, CancellationToken ct) =>
            {
                var registered = await useCases.Send(body.ToCommand(Client(request)), ct);
                if (!registered.Succeeded) return registered.Error.ToHttp();
                return registered.Value.Session is { } session ? TypedResults.Created(MePath, TokensBody.From(session)) : TypedResults.Accepted((string?)null);
            })
            .WithName("register").WithSummary("Sign up with a new organization")
            .Produces<TokensBody>(201).Produces(202).ProducesProblems(400, 409, 429);
        auth.MapPost("/login", async (LoginBody body, HttpRequest request, IUseCases useCases, CancellationToken ct) =>
            {
                var signedIn = await useCases.Send(body.ToCommand(Client(request)), ct);
                if (!signedIn.Succeeded) return signedIn.Error.ToHttp();
                return signedIn.Value.Session is { } session ? TypedResults.Ok(TokensBody.From(session)) : IdentityErrors.TwoFactorRequired.ToHttp();
            })
            .WithName("login").WithSummary("Sign in with e-mail address, password and, where the account has one, second factor").Produces<TokensBody>().ProducesProblems(400, 401, 403, 429);
        auth.MapPost("/refresh-token", async (RefreshBody body, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new RefreshSessionCommand(body.RefreshToken), ct)).ToHttp(TokensBody.From))
            .WithName("refreshToken").WithSummary("Trade a refresh token for the next pair; each works once").Produces<TokensBody>().ProducesProblems(400, 401, 429);
        auth.MapPost("/password-reset", async (EmailBody body, IUseCases useCases, CancellationToken ct) =>
            {
                var requested = await useCases.Send(new RequestPasswordResetCommand(body.Email), ct);
                return requested.Succeeded ? TypedResults.Accepted((string?)null) : requested.Error.ToHttp();
            })
            .WithName("requestPasswordReset").WithSummary("Mail a link that sets a new password; the answer never tells whether the address is known").Produces(202).ProducesProblems(400, 429);
        auth.MapPost("/password-reset-confirm", async (ResetBody body, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new ResetPasswordCommand(body.Email, body.Token, body.NewPassword), ct)).ToNoContent())
            .WithName("confirmPasswordReset").WithSummary("Set a new password by a mailed token; all sessions end").Produces(204).ProducesProblems(400, 429);
        auth.MapPost("/verify-email", async (VerifyBody body, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new VerifyEmailCommand(body.Email, body.Token, Client: null), ct)).ToNoContent())
            .WithName("verifyEmail").WithSummary("Confirm an e-mail address by a mailed token").Produces(204).ProducesProblems(400, 429);
        auth.MapPost("/change-email-confirm", async (TokenBody body, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new ConfirmEmailChangeCommand(body.Token), ct)).ToNoContent())
            .WithName("confirmEmailChange").WithSummary("Sign in with the address that the token was mailed to from now on").Produces(204).ProducesProblems(400, 409, 429);
        auth.MapPost("/accept-invitation", async (AcceptBody body, HttpRequest request, IUseCases useCases, CancellationToken ct) =>
            {
                var joined = await useCases.Send(body.ToCommand(Client(request)), ct);
                if (!joined.Succeeded) return joined.Error.ToHttp();
                return joined.Value.Session is { } session ? TypedResults.Ok(TokensBody.From(session)) : TypedResults.NoContent();
            })
            .WithName("acceptInvitation").WithSummary("Join an organization by a mailed token; a new account is signed in, one that exists signs in as ever")
            .Produces<TokensBody>().Produces(204).ProducesProblems(400, 409, 429);
    }

    private static void MapSelf(RouteGroupBuilder auth)
    {
        auth.MapGet("/me", async (IUseCases useCases, CancellationToken ct) => (await useCases.Send(new MeQuery(), ct)).ToHttp(UserBody.From))
            .WithName("getMe").WithSummary("Who is signed in, where, and what they may do").Produces<UserBody>().ProducesProblems(401);
        auth.MapPatch("/me", async (MePatch body, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new UpdateMeCommand(body.FirstName, body.LastName, body.Locale, body.TimeZone), ct)).ToHttp(UserBody.From))
            .WithMetadata(new ReadOnlyFields(["id", "email", "emailVerified", "twoFactorEnabled", "organization", "role", "permissions"]))
            .WithName("updateMe").WithSummary("Change one's own name, locale and time zone").Produces<UserBody>().ProducesProblems(400, 401);
        auth.MapPost("/change-password", async (ChangePasswordBody body, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new ChangePasswordCommand(body.CurrentPassword, body.NewPassword), ct)).ToNoContent())
            .WithMetadata(new CredentialEntryAttribute())
            .WithName("changePassword").WithSummary("Set a new password; other sessions end").Produces(204).ProducesProblems(400, 401, 429);
        auth.MapPost("/change-email", async (ChangeEmailBody body, IUseCases useCases, CancellationToken ct) =>
            {
                var requested = await useCases.Send(new RequestEmailChangeCommand(body.Email, body.Password), ct);
                return requested.Succeeded ? TypedResults.Accepted((string?)null) : requested.Error.ToHttp();
            })
            .WithMetadata(new CredentialEntryAttribute())
            .WithName("requestEmailChange").WithSummary("Mail a link to a new address; the old one stays until it is followed").Produces(202).ProducesProblems(400, 401, 429);
        auth.MapGet("/companies", async (IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new MyCompaniesQuery(), ct)).ToHttp(mine => new ListBody<CompanyBody>([.. mine.Select(CompanyBody.From)])))
            .WithName("listCompanies").WithSummary("The organizations in which one is a member").Produces<ListBody<CompanyBody>>().ProducesProblems(401);
        auth.MapPost("/switch-company", async (SwitchBody body, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new SwitchOrganizationCommand(body.OrganizationId ?? Guid.Empty), ct)).ToHttp(TokensBody.From))
            .WithName("switchCompany").WithSummary("Work in another organization; the old tokens end").Produces<TokensBody>().ProducesProblems(400, 401);
    }

    private static void MapSessions(RouteGroupBuilder auth)
    {
        auth.MapPost("/logout", async (IUseCases useCases, CancellationToken ct) => (await useCases.Send(new SignOutCommand(), ct)).ToNoContent())
            .WithName("logout").WithSummary("End this session; its tokens are dead at once").Produces(204).ProducesProblems(401);
        auth.MapGet("/sessions", async (IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new MySessionsQuery(), ct)).ToHttp(mine => new ListBody<SessionBody>([.. mine.Select(SessionBody.From)])))
            .WithName("listSessions").WithSummary("One's open sessions, last used first").Produces<ListBody<SessionBody>>().ProducesProblems(401);
        auth.MapDelete("/sessions/{id:guid}", async (Guid id, IUseCases useCases, CancellationToken ct) => (await useCases.Send(new EndSessionCommand(id), ct)).ToNoContent())
            .WithName("endSession").WithSummary("End one of one's sessions").Produces(204).ProducesProblems(401, 404);
    }

    private const string MePath = ApiEndpoints.BasePath + "/auth/me";

    private static SignInClient Client(HttpRequest request) => Confirming with { UserAgent = request.Headers.UserAgent.ToString() };

    private sealed record RegisterBody(string? Email, string? Password, string? FirstName, string? LastName, string? OrganizationName, string? Uen)
    {
        public RegisterCommand ToCommand(SignInClient client) => new(Email, Password, FirstName, LastName, OrganizationName, Uen, client);
    }

    private sealed record LoginBody(string? Email, string? Password, string? TwoFactorCode, string? RecoveryCode)
    {
        public SignInCommand ToCommand(SignInClient client) => new(Email, Password, client, TwoFactorCode, RecoveryCode);
    }

    private sealed record RefreshBody(string? RefreshToken);

    private sealed record EmailBody(string? Email);

    private sealed record ResetBody(string? Email, string? Token, string? NewPassword);

    private sealed record VerifyBody(string? Email, string? Token);

    private sealed record TokenBody(string? Token);

    private sealed record AcceptBody(string? Token, string? Password, string? FirstName, string? LastName)
    {
        public AcceptInvitationCommand ToCommand(SignInClient client) => new(Token, Password, FirstName, LastName, client);
    }

    private sealed record ChangeEmailBody(string? Email, string? Password);

    private sealed record MePatch(Optional<string?> FirstName, Optional<string?> LastName, Optional<string?> Locale, Optional<string?> TimeZone);

    private sealed record ChangePasswordBody(string? CurrentPassword, string? NewPassword);

    private sealed record SwitchBody(Guid? OrganizationId);

    private sealed record CompanyBody(Guid Id, string Name, string Slug, string Role, bool IsCurrent)
    {
        public static CompanyBody From(MyCompany mine) => new(mine.Company.Id, mine.Company.Name, mine.Company.Slug, RoleKeys.Of(mine.Company.Role), mine.IsCurrent);
    }

    private sealed record SessionBody(Guid Id, SessionKind Kind, string Device, string? Address, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, bool IsCurrent)
    {
        public static SessionBody From(SessionSummary s) => new(s.Id, s.Kind, s.Device, s.Address, s.CreatedAt, s.LastSeenAt, s.IsCurrent);
    }
}
