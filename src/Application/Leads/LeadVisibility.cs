using System.Linq.Expressions;
using NexusCrm.Application.Common.Access;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads;

/// <summary>Which leads somebody sees: all of them, or the owned, those of their territories and those nobody owns.</summary>
public static class LeadVisibility
{
    /// <summary>The condition for an actor.</summary>
    public static Expression<Func<Lead, bool>> To(IActor actor)
    {
        if (actor.Access.SeesAllRecords) return lead => true;

        var user = actor.UserId;
        var territories = actor.Access.TerritoryIds;
        return lead => lead.OwnerId == null || lead.OwnerId == user || (lead.TerritoryId != null && territories.Contains(lead.TerritoryId.Value));
    }
}
