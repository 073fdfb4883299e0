using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Identity;
using NexusCrm.Application.Identity.Commands;
using NexusCrm.Application.Identity.Queries;

namespace NexusCrm.WebUI.Api;

/// <summary>The caller's second factor.</summary>
internal static class TwoFactorEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(RouteGroupBuilder twoFactor)
    {
        twoFactor.MapGet("", async (IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new TwoFactorQuery(), ct)).ToHttp(s => new StateBody(s.Enabled, s.RecoveryCodesLeft)))
            .WithName("getTwoFactor").WithSummary("Whether one's sign-in asks for a second factor").Produces<StateBody>().ProducesProblems(401);
        twoFactor.MapPost("", async (IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new EnrolTwoFactorCommand(), ct)).ToHttp(e => new EnrolmentBody(e.SharedKey, e.OtpAuthUri)))
            .WithName("enrolTwoFactor").WithSummary("Begin to set up an authenticator app").Produces<EnrolmentBody>().ProducesProblems(401, 409);
        twoFactor.MapPost("/confirm", async (CodeBody body, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new ConfirmTwoFactorCommand(body.Code), ct)).ToHttp(RecoveryCodesBody.From))
            .WithMetadata(new CredentialEntryAttribute())
            .WithName("confirmTwoFactor").WithSummary("Turn the second factor on by a first code; answers the recovery codes").Produces<RecoveryCodesBody>().ProducesProblems(400, 401, 409, 429);
        twoFactor.MapPost("/disable", async (DisableBody body, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new DisableTwoFactorCommand(body.Password, body.Code), ct)).ToNoContent())
            .WithMetadata(new CredentialEntryAttribute())
            .WithName("disableTwoFactor").WithSummary("Turn the second factor off; takes the password and a code").Produces(204).ProducesProblems(400, 401, 409, 429);
        twoFactor.MapPost("/recovery-codes", async (IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new RenewRecoveryCodesCommand(), ct)).ToHttp(RecoveryCodesBody.From))
            .WithName("renewRecoveryCodes").WithSummary("Get new recovery codes; the old ones are no good any more").Produces<RecoveryCodesBody>().ProducesProblems(401, 409);
    }

    private sealed record StateBody(bool Enabled, int RecoveryCodesLeft);

    private sealed record EnrolmentBody(string SharedKey, string OtpauthUri);

    private sealed record CodeBody(string? Code);

    private sealed record DisableBody(string? Password, string? Code);

    private sealed record RecoveryCodesBody(IReadOnlyList<string> RecoveryCodes)
    {
        public static RecoveryCodesBody From(RecoveryCodes codes) => new(codes.Codes);
    }
}
