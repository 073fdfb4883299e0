using FluentValidation;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Paging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Common.Timeline;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Queries;

/// <summary>Reads what happened to a lead, newest first: moves, assignments, activities, arrivals through forms, consents.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="Request">Which part.</param>
[Requires(Permissions.Leads.Read)]
public sealed record GetLeadTimelineQuery(Guid LeadId, TimelineRequest Request) : IQuery<Page<TimelineItem>>;

internal sealed class GetLeadTimelineQueryValidator : AbstractValidator<GetLeadTimelineQuery>
{
    public GetLeadTimelineQueryValidator() => RuleFor(q => q.Request.Limit).InclusiveBetween(1, TimelineRequest.MaxLimit).OverridePropertyName("limit");
}

internal sealed class GetLeadTimelineQueryHandler(INexusDbContext db, IActor actor, LeadTimeline timeline, TimelinePages pages) : IQueryHandler<GetLeadTimelineQuery, Page<TimelineItem>>
{
    public async Task<Result<Page<TimelineItem>>> Handle(GetLeadTimelineQuery query, CancellationToken ct)
    {
        var name = await db.Leads.Where(LeadVisibility.To(actor)).Where(l => l.Id == query.LeadId).Select(l => l.FullName).SingleOrDefaultAsync(ct);
        if (name is null) return LeadErrors.NotFound;

        var record = new RecordReference(RecordType.Lead, query.LeadId);
        var slice = pages.Begin(query.Request, record);
        if (!slice.Succeeded) return slice.Error;

        var items = await timeline.ReadAsync(new TimelineSubject(record.Type, record.Id, name), query.Request, slice.Value, ct);
        return pages.Page(items, query.Request, record);
    }
}
