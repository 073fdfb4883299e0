using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Organizations;

namespace NexusCrm.Application.Leads.Capture;

/// <summary>Reads what a visitor of a hosted form sees.</summary>
/// <param name="FormKey">The form's public key.</param>
[OpenToAll("a visitor has no account; only what the form's page shows is answered")]
public sealed record GetPublicFormQuery(string FormKey) : IQuery<PublicForm>;

/// <summary>A form as a visitor sees it.</summary>
/// <param name="Id">The form.</param>
/// <param name="Name">Its name.</param>
/// <param name="Organization">Whose it is.</param>
/// <param name="Colour">Main colour of the organization, <c>#rrggbb</c>.</param>
/// <param name="AllowedOrigins">Who may embed it.</param>
/// <param name="ConsentText">The text to agree to.</param>
/// <param name="ConsentVersion">Its version.</param>
/// <param name="RedirectUrl">Where to go after sending.</param>
public sealed record PublicForm(
    Guid Id, string Name, string Organization, string? Colour, IReadOnlyList<string> AllowedOrigins, string? ConsentText, int ConsentVersion, string? RedirectUrl);

internal sealed class GetPublicFormQueryHandler(PublicForms forms, INexusDbContext db) : IQueryHandler<GetPublicFormQuery, PublicForm>
{
    public async Task<Result<PublicForm>> Handle(GetPublicFormQuery query, CancellationToken ct)
    {
        var entered = await forms.EnterAsync(query.FormKey, ct);
        if (!entered.Succeeded) return entered.Error;

        var form = entered.Value;
        var organization = await db.Set<Organization>().AsNoTracking().Where(o => o.Id == form.OrganizationId).Select(o => new { o.Name, o.Branding.Colour }).SingleAsync(ct);
        return new PublicForm(form.Id, form.Name, organization.Name, organization.Colour, form.AllowedOrigins, form.ConsentText, form.ConsentVersion, form.RedirectUrl);
    }
}
