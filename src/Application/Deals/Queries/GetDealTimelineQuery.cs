using FluentValidation;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Paging;
using NexusCrm.Application.Common.Timeline;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Deals.Queries;

/// <summary>Reads what happened to a deal, newest first.</summary>
/// <param name="DealId">The deal.</param>
/// <param name="Request">Which part.</param>
[Requires(Permissions.Deals.Read)]
public sealed record GetDealTimelineQuery(Guid DealId, TimelineRequest Request) : IQuery<Page<TimelineItem>>;

internal sealed class GetDealTimelineQueryValidator : AbstractValidator<GetDealTimelineQuery>
{
    public GetDealTimelineQueryValidator() => RuleFor(q => q.Request.Limit).InclusiveBetween(1, TimelineRequest.MaxLimit).OverridePropertyName("limit");
}

internal sealed class GetDealTimelineQueryHandler(DealRecords records, CrmTimeline timeline) : IQueryHandler<GetDealTimelineQuery, Page<TimelineItem>>
{
    public async Task<Result<Page<TimelineItem>>> Handle(GetDealTimelineQuery query, CancellationToken ct)
    {
        var found = await records.GetAsync(query.DealId, ct);
        return found.Succeeded ? await timeline.PageAsync(new TimelineSubject(RecordType.Deal, query.DealId, found.Value.Name), query.Request, ct) : found.Error;
    }
}
