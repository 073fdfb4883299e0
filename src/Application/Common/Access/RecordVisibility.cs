using System.Linq.Expressions;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Members;

namespace NexusCrm.Application.Common.Access;

/// <summary>Which CRM records somebody sees. The one place that says so: lists, single records, search, export, bulk and timeline all ask it.</summary>
public static class RecordVisibility
{
    /// <summary>The condition for an actor.</summary>
    public static Expression<Func<T, bool>> To<T>(IActor actor) where T : CrmRecord
    {
        var user = actor.UserId;
        var territories = actor.Access.TerritoryIds;
        return actor.Access.Scope switch
        {
            RecordScope.All => record => true,
            RecordScope.Territory => record => record.OwnerId == null || record.OwnerId == user || (record.TerritoryId != null && territories.Contains(record.TerritoryId.Value)),
            _ => record => user != null && record.OwnerId == user,
        };
    }
}
