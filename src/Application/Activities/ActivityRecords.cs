using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Domain.Activities;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Activities;

/// <summary>Reads and changes activities.</summary>
internal sealed class ActivityRecords(CrmScope scope) : CrmRecords<Activity, ActivityRecord>(scope)
{
    protected override Error NotFound => ActivityErrors.NotFound;

    protected override Expression<Func<Activity, ActivityRecord>> Projection { get; } = activity => new ActivityRecord
    {
        Id = activity.Id,
        Kind = activity.Kind,
        Subject = activity.Subject,
        Body = activity.Body,
        Direction = activity.Direction,
        DueAt = activity.DueAt,
        DueOn = activity.DueOn,
        Status = activity.Status,
        CompletedAt = activity.CompletedAt,
        CompletedBy = activity.CompletedBy,
        Outcome = activity.Outcome,
        Links = activity.Links.OrderBy(l => l.RecordType).ThenBy(l => l.RecordId).Select(l => new RecordReference(l.RecordType, l.RecordId)).ToList(),
        OwnerId = activity.OwnerId,
        TerritoryId = activity.TerritoryId,
        Tags = activity.Tags,
        CustomFields = activity.CustomFields,
        CreatedAt = activity.CreatedAt,
        CreatedBy = activity.CreatedBy,
        UpdatedAt = activity.UpdatedAt,
        UpdatedBy = activity.UpdatedBy,
        Version = activity.Version,
        DerivedStamp = activity.DerivedStamp,
        DeletedAt = activity.DeletedAt,
        DeletedBy = activity.DeletedBy,
    };

    protected override IQueryable<Activity> Whole(IQueryable<Activity> records) => records.Include(a => a.Links);
}
