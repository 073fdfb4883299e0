using NexusCrm.Application.Identity;
using NexusCrm.Application.Members;

namespace NexusCrm.WebUI.Api;

/// <summary>The tokens of a session that was just opened or renewed, and whose they are.</summary>
internal sealed record TokensBody(string TokenType, string AccessToken, int ExpiresIn, string? RefreshToken, UserBody User, CurrentOrganizationBody Organization)
{
    public static TokensBody From(OpenedSession session)
    {
        var user = UserBody.From(session.User);
        return new TokensBody("Bearer", session.Tokens.AccessToken, (int)session.Tokens.ExpiresIn.TotalSeconds, session.Tokens.RefreshToken, user, user.Organization);
    }
}

/// <summary>A person in the organization they work in.</summary>
internal sealed record UserBody(
    Guid Id, string Email, bool EmailVerified, string FirstName, string LastName, string Locale, string TimeZone, bool TwoFactorEnabled,
    CurrentOrganizationBody Organization, string Role, IReadOnlyList<string> Permissions)
{
    public static UserBody From(SignedInUser me)
    {
        var (user, company) = (me.User, me.Company);
        var organization = new CurrentOrganizationBody(company.Id, company.Name, company.Slug, company.TimeZone, company.Currency);
        return new UserBody(user.Id, user.Email, user.EmailVerified, user.FirstName, user.LastName, user.Locale, user.TimeZone, user.TwoFactorEnabled, organization, RoleKeys.Of(company.Role), me.Permissions);
    }
}

/// <summary>The organization a session works in.</summary>
internal sealed record CurrentOrganizationBody(Guid Id, string Name, string Slug, string TimeZone, string Currency);
