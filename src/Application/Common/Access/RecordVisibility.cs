using System.Linq.Expressions;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Common.Access;

/// <summary>Which CRM records somebody sees: all of them, or the owned, those of their territories and those nobody owns.</summary>
public static class RecordVisibility
{
    /// <summary>The condition for an actor.</summary>
    public static Expression<Func<T, bool>> To<T>(IActor actor) where T : CrmRecord
    {
        if (actor.Access.SeesAllRecords) return record => true;

        var user = actor.UserId;
        var territories = actor.Access.TerritoryIds;
        return record => record.OwnerId == null || record.OwnerId == user || (record.TerritoryId != null && territories.Contains(record.TerritoryId.Value));
    }
}
