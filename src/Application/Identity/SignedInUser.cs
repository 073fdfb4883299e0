using NexusCrm.Application.Common.Access;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Identity;

/// <summary>A user in the organization that is current for the session.</summary>
/// <param name="User">The person.</param>
/// <param name="Company">The organization and the role in it.</param>
/// <param name="RoleName">What people call the role.</param>
/// <param name="Permissions">What the person may do, in the order of <see cref="Permissions.All"/>.</param>
/// <param name="ViewingAs">Name of the role as which the person looks at the product, or null.</param>
public sealed record SignedInUser(UserProfile User, Company Company, string RoleName, IReadOnlyList<string> Permissions, string? ViewingAs)
{
    /// <summary>The user with what they may do.</summary>
    public static SignedInUser Of(UserProfile user, Company company, ActorAccess access) =>
        new(user, company, access.RoleName, [.. Common.Access.Permissions.All.Where(access.Permissions.Contains)], access.ViewingAs);
}

/// <summary>A session that was just opened or renewed.</summary>
/// <param name="Tokens">Its secrets.</param>
/// <param name="User">Whose it is.</param>
public sealed record OpenedSession(SessionTokens Tokens, SignedInUser User);

/// <summary>Opens sessions for people who have shown who they are.</summary>
internal sealed class SignInDesk(ICompanies companies, ISessions sessions, IActorAccessSource access, IActor actor)
{
    /// <summary>Opens a session in the organization the user last worked in. Refused for one who is a member of none.</summary>
    public async Task<Result<OpenedSession>> OpenAsync(UserProfile user, SignInClient client, CancellationToken ct)
    {
        var mine = await companies.OfAsync(user.Id, ct);
        if (mine.Count == 0) return IdentityErrors.NoOrganization;

        var last = await sessions.LastOrganizationAsync(user.Id, ct);
        var company = mine.FirstOrDefault(c => c.Id == last) ?? mine[0];
        var tokens = await sessions.OpenAsync(user.Id, company.Id, client, actor.Identity.Address, ct);
        return await DescribeAsync(user, company, tokens, ct);
    }

    /// <summary>Describes a session whose tokens were renewed. Refused when the membership has ended meanwhile.</summary>
    public async Task<Result<OpenedSession>> DescribeAsync(UserProfile user, SessionTokens tokens, CancellationToken ct)
    {
        var company = (await companies.OfAsync(user.Id, ct)).FirstOrDefault(c => c.Id == tokens.OrganizationId);
        return company is null ? IdentityErrors.SessionEnded : await DescribeAsync(user, company, tokens, ct);
    }

    /// <summary>Describes a session that works in an organization.</summary>
    public async Task<Result<OpenedSession>> DescribeAsync(UserProfile user, Company company, SessionTokens tokens, CancellationToken ct)
    {
        var held = await access.OfAsync(new ActorIdentity(ActorKind.User, company.Id, user.Id, Session: null), ct);
        return held is null ? IdentityErrors.SessionEnded : new OpenedSession(tokens, SignedInUser.Of(user, company, held));
    }
}
