using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Deals;

/// <summary>The part of a contact in a deal.</summary>
public sealed class DealContact : IOrganizationOwned
{
    private DealContact()
    {
    }

    internal DealContact(Deal deal, DealPart part) =>
        (OrganizationId, DealId, ContactId, Role) = (deal.OrganizationId, deal.Id, part.ContactId, part.Role);

    /// <inheritdoc />
    public Guid OrganizationId { get; private set; }

    /// <summary>The deal.</summary>
    public Guid DealId { get; private set; }

    /// <summary>The contact; with the deal the key.</summary>
    public Guid ContactId { get; private set; }

    /// <summary>Its role.</summary>
    public string? Role { get; private set; }

    internal void Become(string? role) => Role = role;
}

/// <summary>One stay of a deal in a stage, written when it left (rule D5). The durations of all stays and of the present one are its age.</summary>
public sealed class DealStageChange : IOrganizationOwned
{
    private DealStageChange()
    {
    }

    internal DealStageChange(Deal deal, Guid toStageId, DateTimeOffset at, Guid? by)
    {
        (OrganizationId, DealId, Id) = (deal.OrganizationId, deal.Id, Guid.CreateVersion7(at));
        (FromStageId, ToStageId, EnteredAt, LeftAt, By) = (deal.StageId, toStageId, deal.StageEnteredAt, at, by);
        Seconds = (long)(at - deal.StageEnteredAt).TotalSeconds;
    }

    /// <inheritdoc />
    public Guid OrganizationId { get; private set; }

    /// <summary>UUID v7.</summary>
    public Guid Id { get; private set; }

    /// <summary>The deal.</summary>
    public Guid DealId { get; private set; }

    /// <summary>The stage it was in.</summary>
    public Guid FromStageId { get; private set; }

    /// <summary>The stage it went to.</summary>
    public Guid ToStageId { get; private set; }

    /// <summary>When it had come.</summary>
    public DateTimeOffset EnteredAt { get; private set; }

    /// <summary>When it went.</summary>
    public DateTimeOffset LeftAt { get; private set; }

    /// <summary>How long it stayed, in seconds.</summary>
    public long Seconds { get; private set; }

    /// <summary>Who moved it.</summary>
    public Guid? By { get; private set; }
}
