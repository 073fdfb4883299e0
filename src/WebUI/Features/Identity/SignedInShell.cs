using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Identity.Queries;
using NexusCrm.WebUI.Components.Layout;

namespace NexusCrm.WebUI.Features.Identity;

/// <summary>The frame for whoever is signed in.</summary>
internal sealed class SignedInShell(IUseCases useCases) : IShell
{
    private static readonly ShellOrganization Nothing = new(Guid.Empty, "NexusCrm");

    private static readonly ShellView Nobody = new("", "", Nothing, [Nothing], TimeZoneInfo.Utc.Id, []);

    public async ValueTask<ShellView> DescribeAsync(CancellationToken cancellationToken)
    {
        var me = await useCases.Send(new MeQuery(), cancellationToken);
        var companies = await useCases.Send(new MyCompaniesQuery(), cancellationToken);
        if (!me.Succeeded || !companies.Succeeded) return Nobody;

        var (user, company, _, permissions, viewingAs) = me.Value;
        return new ShellView(
            user.DisplayName, user.Email, new ShellOrganization(company.Id, company.Name),
            [.. companies.Value.Select(c => new ShellOrganization(c.Company.Id, c.Company.Name))],
            user.TimeZone, [.. permissions])
        { ViewingAs = viewingAs };
    }
}
