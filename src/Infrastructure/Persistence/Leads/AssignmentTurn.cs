using NexusCrm.Domain.Common;

namespace NexusCrm.Infrastructure.Persistence.Leads;

/// <summary>How many leads an organization has given out in turn; one row each.</summary>
public sealed class AssignmentTurn : IOrganizationOwned
{
    /// <inheritdoc />
    public Guid OrganizationId { get; private set; }

    /// <summary>Turns taken so far; the next lead goes to this turn, counted from 0.</summary>
    public long Taken { get; private set; }
}
