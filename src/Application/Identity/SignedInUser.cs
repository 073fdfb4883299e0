using NexusCrm.Application.Common.Access;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Identity;

/// <summary>A user in the organization that is current for the session.</summary>
/// <param name="User">The person.</param>
/// <param name="Company">The organization and the role in it.</param>
/// <param name="Permissions">What the role may do, in the order of <see cref="Permissions.All"/>.</param>
public sealed record SignedInUser(UserProfile User, Company Company, IReadOnlyList<string> Permissions)
{
    /// <summary>The user with the permissions of the role.</summary>
    public static SignedInUser Of(UserProfile user, Company company)
    {
        var granted = RolePermissions.Of(company.Role);
        return new SignedInUser(user, company, [.. Common.Access.Permissions.All.Where(granted.Contains)]);
    }
}

/// <summary>A session that was just opened or renewed.</summary>
/// <param name="Tokens">Its secrets.</param>
/// <param name="User">Whose it is.</param>
public sealed record OpenedSession(SessionTokens Tokens, SignedInUser User);

/// <summary>Opens sessions for people who have shown who they are.</summary>
internal sealed class SignInDesk(ICompanies companies, ISessions sessions, IActor actor)
{
    /// <summary>Opens a session in the organization the user last worked in. Refused for one who is a member of none.</summary>
    public async Task<Result<OpenedSession>> OpenAsync(UserProfile user, SignInClient client, CancellationToken ct)
    {
        var mine = await companies.OfAsync(user.Id, ct);
        if (mine.Count == 0) return IdentityErrors.NoOrganization;

        var last = await sessions.LastOrganizationAsync(user.Id, ct);
        var company = mine.FirstOrDefault(c => c.Id == last) ?? mine[0];
        var tokens = await sessions.OpenAsync(user.Id, company.Id, client, actor.Identity.Address, ct);
        return new OpenedSession(tokens, SignedInUser.Of(user, company));
    }

    /// <summary>Describes a session whose tokens were renewed. Refused when the membership has ended meanwhile.</summary>
    public async Task<Result<OpenedSession>> DescribeAsync(UserProfile user, SessionTokens tokens, CancellationToken ct)
    {
        var company = (await companies.OfAsync(user.Id, ct)).FirstOrDefault(c => c.Id == tokens.OrganizationId);
        return company is null ? IdentityErrors.SessionEnded : new OpenedSession(tokens, SignedInUser.Of(user, company));
    }
}
