using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Identity.Commands;

/// <summary>Lets the caller's session work in another of their organizations. The tokens it had are dead afterwards.</summary>
[AllowedWhileViewing]
[SignedIn("it concerns the caller's own session; the membership is checked by the handler")]
public sealed record SwitchOrganizationCommand(Guid OrganizationId) : ICommand<OpenedSession>;

internal sealed class SwitchOrganizationCommandHandler(ICompanies companies, ISessions sessions, IUsers users, SignInDesk desk, IActor actor) : ICommandHandler<SwitchOrganizationCommand, OpenedSession>
{
    public async Task<Result<OpenedSession>> Handle(SwitchOrganizationCommand command, CancellationToken ct)
    {
        if (actor.Identity is not { User: { } userId, Session: { } session }) return IdentityErrors.SessionEnded;
        var company = (await companies.OfAsync(userId, ct)).FirstOrDefault(c => c.Id == command.OrganizationId);
        if (company is null) return IdentityErrors.OrganizationNotFound;

        var user = await users.FindAsync(userId, ct);
        if (user is null) return IdentityErrors.SessionEnded;
        return await desk.DescribeAsync(user, company, await sessions.SwitchAsync(session, company.Id, ct), ct);
    }
}
