using FluentValidation;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Paging;
using NexusCrm.Application.Common.Timeline;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Contacts.Queries;

/// <summary>Reads what happened to a contact, newest first.</summary>
/// <param name="ContactId">The contact.</param>
/// <param name="Request">Which part.</param>
[Requires(Permissions.Contacts.Read)]
public sealed record GetContactTimelineQuery(Guid ContactId, TimelineRequest Request) : IQuery<Page<TimelineItem>>;

internal sealed class GetContactTimelineQueryValidator : AbstractValidator<GetContactTimelineQuery>
{
    public GetContactTimelineQueryValidator() => RuleFor(q => q.Request.Limit).InclusiveBetween(1, TimelineRequest.MaxLimit).OverridePropertyName("limit");
}

internal sealed class GetContactTimelineQueryHandler(ContactRecords records, CrmTimeline timeline) : IQueryHandler<GetContactTimelineQuery, Page<TimelineItem>>
{
    public async Task<Result<Page<TimelineItem>>> Handle(GetContactTimelineQuery query, CancellationToken ct)
    {
        var found = await records.GetAsync(query.ContactId, ct);
        return found.Succeeded ? await timeline.PageAsync(new TimelineSubject(RecordType.Contact, query.ContactId, found.Value.FullName), query.Request, ct) : found.Error;
    }
}
