using FluentValidation;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Identity;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Organizations;

namespace NexusCrm.Application.Organizations.Commands;

/// <summary>Founds another organization, of which the caller is the owner. The session stays where it is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Uen">Its registration number, or null.</param>
[SignedIn("whoever can sign in can found an organization")]
public sealed record FoundOrganizationCommand(string? Name, string? Uen) : ICommand<OrganizationProfile>;

internal sealed class FoundOrganizationCommandValidator : AbstractValidator<FoundOrganizationCommand>
{
    public FoundOrganizationCommandValidator() => RuleFor(c => c.Name).Text(OrganizationDetails.NameMaxLength);
}

internal sealed class FoundOrganizationCommandHandler(INexusDbContext db, IUsers users, ICompanies companies, Founding founding, IActor actor, TimeProvider clock)
    : ICommandHandler<FoundOrganizationCommand, OrganizationProfile>
{
    public async Task<Result<OrganizationProfile>> Handle(FoundOrganizationCommand command, CancellationToken ct)
    {
        var user = await users.FindAsync(actor.UserId!.Value, ct);
        if (user is null) return IdentityErrors.SessionEnded;
        if ((await companies.OfAsync(user.Id, ct)).Count >= OrganizationErrors.MostPerPerson) return OrganizationErrors.TooMany;

        var now = clock.GetUtcNow();
        var founded = Organization.Create(await founding.DetailsAsync(command.Name!, command.Uen, ct), now, user.Id);
        if (!founded.Succeeded) return founded.Error;
        await using var transaction = await db.BeginAsync(ct);
        var stored = await db.InOrganizationAsync(founded.Value.Id, () => founding.FoundAsync(founded.Value, user, now, ct));
        if (!stored.Succeeded) return stored.Error;
        await transaction.CommitAsync(ct);
        return OrganizationProfile.Of(founded.Value);
    }
}
