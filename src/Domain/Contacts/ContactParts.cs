using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Contacts;

/// <summary>An e-mail address of a contact.</summary>
public sealed class ContactEmail : IOrganizationOwned
{
    private ContactEmail()
    {
    }

    internal ContactEmail(Contact contact, ContactPoint point, int position, DateTimeOffset at)
    {
        (OrganizationId, ContactId, Id) = (contact.OrganizationId, contact.Id, Guid.CreateVersion7(at));
        var address = EmailAddress.Parse(point.Value).Value;
        (Value, Normalized, WorkDomain) = (address.Value, address.Normalized, address.WorkDomain);
        (Label, IsPrimary, Position) = (point.Label, point.Primary, position);
    }

    /// <inheritdoc />
    public Guid OrganizationId { get; private set; }

    /// <summary>UUID v7.</summary>
    public Guid Id { get; private set; }

    /// <summary>The contact.</summary>
    public Guid ContactId { get; private set; }

    /// <summary>As typed.</summary>
    public string Value { get; private set; } = "";

    /// <summary>As compared.</summary>
    public string Normalized { get; private set; } = "";

    /// <summary>Registrable domain of a work address, which tells the account of a colleague (rule L5); null for free mail.</summary>
    public string? WorkDomain { get; private set; }

    /// <summary>What it is for.</summary>
    public string? Label { get; private set; }

    /// <summary>The one to use; exactly one is.</summary>
    public bool IsPrimary { get; private set; }

    /// <summary>Order, from 0.</summary>
    public int Position { get; private set; }
}

/// <summary>A phone number of a contact.</summary>
public sealed class ContactPhone : IOrganizationOwned
{
    private ContactPhone()
    {
    }

    internal ContactPhone(Contact contact, ContactPoint point, int position, DateTimeOffset at)
    {
        (OrganizationId, ContactId, Id) = (contact.OrganizationId, contact.Id, Guid.CreateVersion7(at));
        (Value, Label, IsPrimary, Position) = (point.Value, point.Label, point.Primary, position);
    }

    /// <inheritdoc />
    public Guid OrganizationId { get; private set; }

    /// <summary>UUID v7.</summary>
    public Guid Id { get; private set; }

    /// <summary>The contact.</summary>
    public Guid ContactId { get; private set; }

    /// <summary>E.164.</summary>
    public string Value { get; private set; } = "";

    /// <summary>What it is for.</summary>
    public string? Label { get; private set; }

    /// <summary>The one to use; exactly one is.</summary>
    public bool IsPrimary { get; private set; }

    /// <summary>Order, from 0.</summary>
    public int Position { get; private set; }
}

/// <summary>The part of a contact in an account.</summary>
public sealed class ContactAccount : IOrganizationOwned
{
    private ContactAccount()
    {
    }

    internal ContactAccount(Contact contact, AccountPart part)
    {
        (OrganizationId, ContactId, AccountId) = (contact.OrganizationId, contact.Id, part.AccountId);
        (Role, IsPrimary) = (part.Role, part.Primary);
    }

    /// <inheritdoc />
    public Guid OrganizationId { get; private set; }

    /// <summary>The contact.</summary>
    public Guid ContactId { get; private set; }

    /// <summary>The account; with the contact the key.</summary>
    public Guid AccountId { get; private set; }

    /// <summary>Its role there.</summary>
    public string? Role { get; private set; }

    /// <summary>The account's primary contact; an account has exactly one, held by a unique index.</summary>
    public bool IsPrimary { get; private set; }

    internal void Become(string? role, bool primary) => (Role, IsPrimary) = (role, primary);
}
