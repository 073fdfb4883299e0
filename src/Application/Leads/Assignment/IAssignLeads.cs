using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Assignment;

/// <summary>Whom the rules give a lead to; either part may be nobody.</summary>
/// <param name="OwnerId">The member, a user id.</param>
/// <param name="TerritoryId">The territory.</param>
public sealed record LeadAssignee(Guid? OwnerId, Guid? TerritoryId)
{
    /// <summary>The rules name nobody.</summary>
    public static LeadAssignee Nobody { get; } = new(null, null);
}

/// <summary>The rules that give new leads to members. The organization's default assignment serves until territories take its place.</summary>
public interface IAssignLeads
{
    /// <summary>Chooses for one lead. Inside a transaction a turn that was taken is given back when the transaction is.</summary>
    Task<LeadAssignee> ChooseAsync(Lead lead, CancellationToken ct);

    /// <summary>Chooses for many new leads at once, in their order; for imports.</summary>
    Task<IReadOnlyList<LeadAssignee>> ChooseAsync(int leads, CancellationToken ct);
}

/// <summary>Whose turn it is among members who share new leads.</summary>
public interface IAssignmentTurns
{
    /// <summary>Takes turns: answers the number of the first one, counted from 0 without gap. The counter's row stays locked to the end of the transaction.</summary>
    /// <param name="count">How many turns, at least 1.</param>
    /// <param name="ct">Cancels.</param>
    Task<long> TakeAsync(int count, CancellationToken ct);
}
