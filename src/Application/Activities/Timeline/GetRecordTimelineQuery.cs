using FluentValidation;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Paging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Common.Timeline;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Contacts;
using NexusCrm.Domain.Deals;

namespace NexusCrm.Application.Activities.Timeline;

/// <summary>Reads what happened to an account, contact or deal, newest first: activities, moves of deals, conversions, consents.</summary>
/// <param name="Record">The record.</param>
/// <param name="Request">Which part.</param>
[RequiresPermissionOfMessage]
public sealed record GetRecordTimelineQuery(RecordReference Record, TimelineRequest Request) : IQuery<Page<TimelineItem>>, IRequiresPermission
{
    /// <inheritdoc />
    public string? Permission => Record.Type switch
    {
        RecordType.Account => Permissions.Accounts.Read,
        RecordType.Contact => Permissions.Contacts.Read,
        RecordType.Deal => Permissions.Deals.Read,
        _ => null,
    };
}

internal sealed class GetRecordTimelineQueryValidator : AbstractValidator<GetRecordTimelineQuery>
{
    public GetRecordTimelineQueryValidator() => RuleFor(q => q.Request.Limit).InclusiveBetween(1, TimelineRequest.MaxLimit).OverridePropertyName("limit");
}

internal sealed class GetRecordTimelineQueryHandler(INexusDbContext db, IActor actor, RecordTimeline timeline, TimelinePages pages) : IQueryHandler<GetRecordTimelineQuery, Page<TimelineItem>>
{
    public async Task<Result<Page<TimelineItem>>> Handle(GetRecordTimelineQuery query, CancellationToken ct)
    {
        var (record, request) = (query.Record, query.Request);
        if (await NameAsync(record, ct) is not { } name) return Error.NotFound("The record");
        var slice = pages.Begin(request, record);
        if (!slice.Succeeded) return slice.Error;

        return pages.Page(await timeline.ReadAsync(new TimelineSubject(record.Type, record.Id, name), request, slice.Value, ct), request, record);
    }

    /// <summary>The record's name, or null when the actor does not see it.</summary>
    private Task<string?> NameAsync(RecordReference record, CancellationToken ct) => record.Type switch
    {
        RecordType.Account => Visible<Account>(record).Select(a => a.Name).SingleOrDefaultAsync(ct),
        RecordType.Contact => Visible<Contact>(record).Select(c => c.FullName).SingleOrDefaultAsync(ct),
        RecordType.Deal => Visible<Deal>(record).Select(d => d.Name).SingleOrDefaultAsync(ct),
        _ => Task.FromResult<string?>(null),
    };

    private IQueryable<T> Visible<T>(RecordReference record) where T : CrmRecord => db.Set<T>().Where(RecordVisibility.To<T>(actor)).Where(r => r.Id == record.Id);
}
