using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Forms;

/// <summary>Reads the organization's forms, by name. There are few: no pages.</summary>
[Requires(Permissions.Settings.Forms)]
public sealed record ListLeadFormsQuery : IQuery<IReadOnlyList<LeadFormRecord>>;

internal sealed class ListLeadFormsQueryHandler(INexusDbContext db) : IQueryHandler<ListLeadFormsQuery, IReadOnlyList<LeadFormRecord>>
{
    public async Task<Result<IReadOnlyList<LeadFormRecord>>> Handle(ListLeadFormsQuery query, CancellationToken ct) =>
        await db.LeadForms.AsNoTracking().OrderBy(f => f.Name).ThenBy(f => f.Id).Select(LeadFormRecord.Projection).ToListAsync(ct);
}

/// <summary>Reads one form.</summary>
/// <param name="FormId">The form.</param>
[Requires(Permissions.Settings.Forms)]
public sealed record GetLeadFormQuery(Guid FormId) : IQuery<LeadFormRecord>;

internal sealed class GetLeadFormQueryHandler(INexusDbContext db) : IQueryHandler<GetLeadFormQuery, LeadFormRecord>
{
    public async Task<Result<LeadFormRecord>> Handle(GetLeadFormQuery query, CancellationToken ct) =>
        await db.LeadForms.AsNoTracking().Where(f => f.Id == query.FormId).Select(LeadFormRecord.Projection).SingleOrDefaultAsync(ct) is { } form ? form : LeadFormErrors.NotFound;
}

/// <summary>Writes the texts that put a form on a website.</summary>
/// <param name="FormId">The form.</param>
/// <param name="Site">Where this installation is reached from outside, e.g. <c>https://crm.example.sg</c>.</param>
[Requires(Permissions.Settings.Forms)]
public sealed record GetLeadFormSnippetQuery(Guid FormId, Uri Site) : IQuery<LeadFormSnippet>;

internal sealed class GetLeadFormSnippetQueryHandler(INexusDbContext db) : IQueryHandler<GetLeadFormSnippetQuery, LeadFormSnippet>
{
    public async Task<Result<LeadFormSnippet>> Handle(GetLeadFormSnippetQuery query, CancellationToken ct)
    {
        var form = await db.LeadForms.AsNoTracking().Where(f => f.Id == query.FormId).Select(LeadFormRecord.Projection).SingleOrDefaultAsync(ct);
        return form is null ? LeadFormErrors.NotFound : LeadFormSnippet.Of(form, query.Site);
    }
}
