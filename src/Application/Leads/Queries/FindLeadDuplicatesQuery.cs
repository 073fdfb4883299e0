using FluentValidation;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Queries;

/// <summary>Finds leads that may be the same as what somebody is typing. What cannot be read yet is left out.</summary>
[Requires(Permissions.Leads.Read)]
public sealed record FindLeadDuplicatesQuery(string? Email, string? Phone, string? Company, string? LastName) : IQuery<IReadOnlyList<DuplicateLead>>;

/// <summary>A lead that may be the same.</summary>
/// <param name="Record">The lead.</param>
/// <param name="Score">How sure, 1 to 100.</param>
/// <param name="Reasons"><c>email</c>, <c>phone</c>, <c>company_name</c>, the surest first.</param>
public sealed record DuplicateLead(LeadRecord Record, int Score, IReadOnlyList<string> Reasons);

internal sealed class FindLeadDuplicatesQueryValidator : AbstractValidator<FindLeadDuplicatesQuery>
{
    public FindLeadDuplicatesQueryValidator()
    {
        RuleFor(q => q.Email).MaximumLength(EmailAddress.MaxLength);
        RuleFor(q => q.Phone).MaximumLength(2 * PhoneNumber.MaxLength);
        RuleFor(q => q.Company).MaximumLength(LeadDetails.CompanyMaxLength);
        RuleFor(q => q.LastName).MaximumLength(LeadDetails.NameMaxLength);
    }
}

internal sealed class FindLeadDuplicatesQueryHandler(DuplicateLeads duplicates) : IQueryHandler<FindLeadDuplicatesQuery, IReadOnlyList<DuplicateLead>>
{
    public async Task<Result<IReadOnlyList<DuplicateLead>>> Handle(FindLeadDuplicatesQuery query, CancellationToken ct) =>
        Result<IReadOnlyList<DuplicateLead>>.Success(await duplicates.OfAsync(DuplicateKeys.Of(query.Email, query.Phone, query.Company, query.LastName), except: null, ct));
}

/// <summary>Finds leads that may be the same as a stored one.</summary>
/// <param name="LeadId">The lead.</param>
[Requires(Permissions.Leads.Read)]
public sealed record FindDuplicatesOfLeadQuery(Guid LeadId) : IQuery<IReadOnlyList<DuplicateLead>>;

internal sealed class FindDuplicatesOfLeadQueryHandler(INexusDbContext db, IActor actor, DuplicateLeads duplicates) : IQueryHandler<FindDuplicatesOfLeadQuery, IReadOnlyList<DuplicateLead>>
{
    public async Task<Result<IReadOnlyList<DuplicateLead>>> Handle(FindDuplicatesOfLeadQuery query, CancellationToken ct)
    {
        var lead = await db.Leads.Where(LeadVisibility.To(actor)).Where(l => l.Id == query.LeadId)
            .Select(l => new { l.NormalizedEmail, l.Phone, l.NormalizedCompany, l.LastName }).SingleOrDefaultAsync(ct);
        if (lead is null) return LeadErrors.NotFound;

        var keys = new DuplicateKeys(lead.NormalizedEmail, lead.Phone, lead.NormalizedCompany, lead.LastName?.ToLowerInvariant());
        return Result<IReadOnlyList<DuplicateLead>>.Success(await duplicates.OfAsync(keys, query.LeadId, ct));
    }
}
