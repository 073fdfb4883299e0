using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Identity.Commands;

/// <summary>Begins to set up an authenticator app. Nothing is asked for at sign-in until <see cref="ConfirmTwoFactorCommand"/>.</summary>
[SignedIn("it sets up the caller's own second factor")]
public sealed record EnrolTwoFactorCommand : ICommand<TwoFactorEnrolment>;

/// <summary>What an authenticator app needs.</summary>
/// <param name="SharedKey">The key in base32, to type in.</param>
/// <param name="OtpAuthUri">The same as an address, for a QR code.</param>
public sealed record TwoFactorEnrolment(string SharedKey, string OtpAuthUri)
{
    private const string Issuer = "NexusCrm";

    internal static TwoFactorEnrolment Of(string sharedKey, string email) =>
        new(sharedKey, $"otpauth://totp/{Issuer}:{Uri.EscapeDataString(email)}?secret={sharedKey}&issuer={Issuer}&algorithm=SHA1&digits=6&period=30");
}

internal sealed class EnrolTwoFactorCommandHandler(IUsers users, ISecondFactors factors, IActor actor) : ICommandHandler<EnrolTwoFactorCommand, TwoFactorEnrolment>
{
    public async Task<Result<TwoFactorEnrolment>> Handle(EnrolTwoFactorCommand command, CancellationToken ct)
    {
        var user = await users.FindAsync(actor.UserId!.Value, ct);
        if (user is null) return IdentityErrors.SessionEnded;
        if (user.TwoFactorEnabled) return IdentityErrors.TwoFactorOn;
        return TwoFactorEnrolment.Of(await factors.EnrolAsync(user.Id, ct), user.Email);
    }
}
