using FluentValidation;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Identity;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Members;
using NexusCrm.Domain.Organizations;

namespace NexusCrm.Application.Members.Commands;

/// <summary>Joins an organization by the link of an invitation. Who has no account yet gets one, and is signed in; who has one signs in as ever.</summary>
/// <param name="Token">The token of the link.</param>
/// <param name="Password">New account: the password.</param>
/// <param name="FirstName">New account: given name.</param>
/// <param name="LastName">New account: family name.</param>
/// <param name="Client">What asks.</param>
[OpenToAll("the mailed token says who asks")]
public sealed record AcceptInvitationCommand(string? Token, string? Password, string? FirstName, string? LastName, SignInClient Client) : ICommand<JoinedOrganization>;

/// <summary>A membership that has begun.</summary>
/// <param name="OrganizationId">The organization.</param>
/// <param name="Email">Address of the one who joined.</param>
/// <param name="Session">The open session of a new account; null for one that signs in as ever.</param>
public sealed record JoinedOrganization(Guid OrganizationId, string Email, OpenedSession? Session);

internal sealed class AcceptInvitationCommandValidator : AbstractValidator<AcceptInvitationCommand>
{
    public AcceptInvitationCommandValidator() => RuleFor(c => c.Token).Secret();
}

internal sealed class AcceptInvitationCommandHandler(
    INexusDbContext db, ILocks locks, IInvitationTokens tokens, IUsers users, SignInDesk desk, CurrentActor actor, TimeProvider clock)
    : ICommandHandler<AcceptInvitationCommand, JoinedOrganization>
{
    public async Task<Result<JoinedOrganization>> Handle(AcceptInvitationCommand command, CancellationToken ct)
    {
        if (tokens.Read(command.Token!) is not { } ticket) return InvitationErrors.InvalidToken;

        actor.Become(actor.Identity with { Organization = ticket.OrganizationId });
        var offer = await db.Set<Invitation>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == ticket.InvitationId, ct);
        if (offer is null || !offer.IsGood(ticket.Secret, clock.GetUtcNow())) return InvitationErrors.InvalidToken;

        var known = await users.FindByEmailAsync(offer.Email, ct);
        var person = known is null ? await NewAsync(offer, command, ct) : Result<UserProfile>.Success(known);
        if (!person.Succeeded) return person.Error;
        // History names the one who joins, whoever else may be signed in here.
        actor.Become(actor.Identity with { Kind = ActorKind.User, User = person.Value.Id, Session = null, Principal = null });
        var joined = await JoinAsync(ticket, person.Value, known is null ? command.Password : null, ct);
        if (!joined.Succeeded) return joined.Error;
        if (known is not null) return new JoinedOrganization(ticket.OrganizationId, known.Email, null);

        var opened = await desk.OpenAsync(person.Value, command.Client, ct);
        return opened.Succeeded ? new JoinedOrganization(ticket.OrganizationId, person.Value.Email, opened.Value) : opened.Error;
    }

    /// <summary>A person without an account. The link came by mail, so the address is shown to be theirs.</summary>
    private async Task<Result<UserProfile>> NewAsync(Invitation offer, AcceptInvitationCommand command, CancellationToken ct)
    {
        var organization = await db.Set<Organization>().Select(o => o.Name).SingleAsync(ct);
        if (new NewAccount(offer.Email, command.Password, command.FirstName, command.LastName, organization).Problems() is { } problems) return problems;
        return new UserProfile(
            Guid.CreateVersion7(clock.GetUtcNow()), offer.Email, true, command.FirstName!.Trim(), command.LastName!.Trim(), UserProfile.DefaultLocale, UserProfile.DefaultTimeZone, false);
    }

    /// <summary>Of two who follow the link at once the second finds it used.</summary>
    private async Task<Result<Done>> JoinAsync(InvitationTicket ticket, UserProfile person, string? newPassword, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        await locks.ForUpdateAsync<Invitation>(ticket.InvitationId, ct);
        var invitation = await db.Set<Invitation>().SingleAsync(i => i.Id == ticket.InvitationId, ct);
        if (!invitation.IsGood(ticket.Secret, clock.GetUtcNow())) return InvitationErrors.InvalidToken;
        if (newPassword is not null && await users.CreateAsync(person, newPassword, ct) is { Succeeded: false } refused) return refused.Error;

        var joined = await JoinAsync(invitation, person, ct);
        if (!joined.Succeeded) return joined.Error;
        await transaction.CommitAsync(ct);
        return Done.Value;
    }

    private async Task<Result<Done>> JoinAsync(Invitation invitation, UserProfile person, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var former = await db.Set<Membership>().SingleOrDefaultAsync(m => m.UserId == person.Id, ct);
        if (former is null)
        {
            var joined = Membership.Join(invitation.OrganizationId, person.Id, person.DisplayName, person.Email, invitation.Offers, now, person.Id);
            if (!joined.Succeeded) return joined.Error;
            db.Set<Membership>().Add(joined.Value);
        }
        else
        {
            var rejoined = former.Rejoin(invitation.Offers, now, person.Id);
            if (!rejoined.Succeeded) return rejoined.Error;
        }

        invitation.Accept(now, person.Id);
        if (!person.EmailVerified) await users.ConfirmEmailAsync(person.Id, ct);
        await db.SaveChangesAsync(ct);
        return Done.Value;
    }
}
