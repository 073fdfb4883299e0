using FluentValidation;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Paging;
using NexusCrm.Application.Common.Timeline;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Accounts.Queries;

/// <summary>Reads what happened to an account, newest first.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Request">Which part.</param>
[Requires(Permissions.Accounts.Read)]
public sealed record GetAccountTimelineQuery(Guid AccountId, TimelineRequest Request) : IQuery<Page<TimelineItem>>;

internal sealed class GetAccountTimelineQueryValidator : AbstractValidator<GetAccountTimelineQuery>
{
    public GetAccountTimelineQueryValidator() => RuleFor(q => q.Request.Limit).InclusiveBetween(1, TimelineRequest.MaxLimit).OverridePropertyName("limit");
}

internal sealed class GetAccountTimelineQueryHandler(AccountRecords records, CrmTimeline timeline) : IQueryHandler<GetAccountTimelineQuery, Page<TimelineItem>>
{
    public async Task<Result<Page<TimelineItem>>> Handle(GetAccountTimelineQuery query, CancellationToken ct)
    {
        var found = await records.GetAsync(query.AccountId, ct);
        return found.Succeeded ? await timeline.PageAsync(new TimelineSubject(RecordType.Account, query.AccountId, found.Value.Name), query.Request, ct) : found.Error;
    }
}
