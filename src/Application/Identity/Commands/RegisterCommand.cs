using FluentValidation;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Organizations;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Organizations;

namespace NexusCrm.Application.Identity.Commands;

/// <summary>Signs a person up with a new organization of which they are the owner.</summary>
[OpenToAll("whoever registers has no account yet")]
public sealed record RegisterCommand(string? Email, string? Password, string? FirstName, string? LastName, string? OrganizationName, string? Uen, SignInClient Client)
    : ICommand<Registration>;

/// <summary>What came of it.</summary>
/// <param name="Session">The open session; null where the address has to be confirmed first, whatever happened inside.</param>
public sealed record Registration(OpenedSession? Session);

internal sealed class RegisterCommandValidator : AbstractValidator<RegisterCommand>
{
    public RegisterCommandValidator()
    {
        RuleFor(c => c.Email).EmailAddress();
        RuleFor(c => c.Password).NewPassword(c => [c.Email, c.FirstName, c.LastName, c.OrganizationName]);
        RuleFor(c => c.FirstName).Name();
        RuleFor(c => c.LastName).Name();
        RuleFor(c => c.OrganizationName).Text(OrganizationDetails.NameMaxLength);
    }
}

internal sealed class RegisterCommandHandler(
    INexusDbContext db, IUsers users, Founding founding, SignInDesk desk, IAccountMail mail, CurrentActor actor, SignUpRules rules, TimeProvider clock)
    : ICommandHandler<RegisterCommand, Registration>
{
    public async Task<Result<Registration>> Handle(RegisterCommand command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var email = EmailAddress.Parse(command.Email!).Value.Value;
        var taken = await users.FindByEmailAsync(email, ct) is not null;
        if (taken && !rules.ConfirmEmailFirst) return IdentityErrors.EmailTaken;

        var id = Guid.CreateVersion7(now);
        // A taken address costs the same work, done under a name that is rolled back, so that time tells nothing.
        var user = new UserProfile(id, taken ? $"{id:N}@taken.invalid" : email, false, command.FirstName!.Trim(), command.LastName!.Trim(), UserProfile.DefaultLocale, UserProfile.DefaultTimeZone, false);
        var details = await founding.DetailsAsync(command.OrganizationName!, command.Uen, ct);
        var organization = Organization.Create(details, now, id);
        if (!organization.Succeeded) return organization.Error;

        actor.Become(actor.Identity with { Kind = ActorKind.User, Organization = organization.Value.Id, User = id });
        await using var transaction = await db.BeginAsync(ct);
        var created = await users.CreateAsync(user, command.Password!, ct);
        if (!created.Succeeded) return created.Error;
        var founded = await founding.FoundAsync(organization.Value, user, now, ct);
        if (!founded.Succeeded) return founded.Error;
        if (taken)
        {
            mail.AlreadyRegistered(email);
            return new Registration(null);
        }

        await transaction.CommitAsync(ct);
        mail.VerificationWanted(id);
        return rules.ConfirmEmailFirst ? new Registration(null) : await OpenAsync(user, command.Client, ct);
    }

    private async Task<Result<Registration>> OpenAsync(UserProfile user, SignInClient client, CancellationToken ct)
    {
        var opened = await desk.OpenAsync(user, client, ct);
        return opened.Succeeded ? new Registration(opened.Value) : opened.Error;
    }
}
