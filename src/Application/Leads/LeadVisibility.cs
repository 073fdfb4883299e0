using System.Linq.Expressions;
using NexusCrm.Application.Common.Access;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads;

/// <summary>Which leads somebody sees.</summary>
public static class LeadVisibility
{
    /// <summary>The condition for an actor.</summary>
    public static Expression<Func<Lead, bool>> To(IActor actor) => RecordVisibility.To<Lead>(actor);
}
