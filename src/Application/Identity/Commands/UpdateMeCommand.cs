using FluentValidation;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Members;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Identity.Commands;

/// <summary>Changes what the caller is called and how the product speaks to them.</summary>
[SignedIn("it changes the caller's own profile")]
public sealed record UpdateMeCommand(Optional<string?> FirstName, Optional<string?> LastName, Optional<string?> Locale, Optional<string?> TimeZone) : ICommand<SignedInUser>;

internal sealed class UpdateMeCommandValidator : AbstractValidator<UpdateMeCommand>
{
    public UpdateMeCommandValidator()
    {
        RuleFor(c => c.FirstName).Text(UserProfile.NameMaxLength);
        RuleFor(c => c.LastName).Text(UserProfile.NameMaxLength);
        RuleFor(c => c.Locale).Must(l => !l.IsSet || IsLocale(l.Or(null))).WithMessage("This is not a locale like en-SG.");
        RuleFor(c => c.TimeZone).Must(z => !z.IsSet || IsTimeZone(z.Or(null))).WithMessage("This is not an IANA time zone.");
    }

    private static bool IsLocale(string? tag) =>
        tag is { Length: >= 2 and <= UserProfile.LocaleMaxLength } && tag.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && char.IsAsciiLetter(tag[0]) && char.IsAsciiLetterOrDigit(tag[^1]);

    private static bool IsTimeZone(string? zone) =>
        zone is { Length: > 0 and <= UserProfile.TimeZoneMaxLength } && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) && found.HasIanaId;
}

internal sealed class UpdateMeCommandHandler(INexusDbContext db, IUsers users, ICompanies companies, IMemberProfiles profiles, IActor actor) : ICommandHandler<UpdateMeCommand, SignedInUser>
{
    public async Task<Result<SignedInUser>> Handle(UpdateMeCommand command, CancellationToken ct)
    {
        var user = await users.FindAsync(actor.UserId!.Value, ct);
        var company = (await companies.OfAsync(actor.UserId.Value, ct)).FirstOrDefault(c => c.Id == actor.OrganizationId);
        if (user is null || company is null) return IdentityErrors.SessionEnded;

        var changed = user with
        {
            FirstName = command.FirstName.Or(user.FirstName)!.Trim(),
            LastName = command.LastName.Or(user.LastName)!.Trim(),
            Locale = command.Locale.Or(user.Locale)!,
            TimeZone = command.TimeZone.Or(user.TimeZone)!,
        };
        await using var transaction = await db.BeginAsync(ct);
        await users.UpdateAsync(changed, ct);
        await transaction.CommitAsync(ct);
        if (changed.DisplayName != user.DisplayName) await profiles.TakeOverAsync(changed, ct);
        return SignedInUser.Of(changed, company, actor.Access);
    }
}
