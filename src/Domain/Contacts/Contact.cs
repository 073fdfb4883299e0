using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Contacts;

/// <summary>A person the organization deals with. Changing one needs its e-mails, phones and accounts loaded.</summary>
public sealed class Contact : CrmRecord
{
    /// <summary>Longest full name: both names and a space, or an e-mail address.</summary>
    public const int FullNameMaxLength = EmailAddress.MaxLength;

    private readonly List<ContactEmail> _emails = [];
    private readonly List<ContactPhone> _phones = [];
    private readonly List<ContactAccount> _accounts = [];

    private Contact()
    {
    }

    private Contact(Guid organizationId, DateTimeOffset at, Guid? by) : base(organizationId, at, by)
    {
    }

    /// <summary>Given name.</summary>
    public string? FirstName { get; private set; }

    /// <summary>Family name.</summary>
    public string? LastName { get; private set; }

    /// <summary>"First Last", or the e-mail address where no name is known; never empty.</summary>
    public string FullName { get; private set; } = "";

    /// <summary>The primary e-mail address as typed, for lists.</summary>
    public string? PrimaryEmail { get; private set; }

    /// <summary>The primary phone number, E.164, for lists.</summary>
    public string? PrimaryPhone { get; private set; }

    /// <summary>Job title.</summary>
    public string? JobTitle { get; private set; }

    /// <summary>Department.</summary>
    public string? Department { get; private set; }

    /// <summary>The contact this one reports to.</summary>
    public Guid? ReportsToId { get; private set; }

    /// <summary>Postal address.</summary>
    public PostalAddress Address { get; private set; } = PostalAddress.None;

    /// <summary>Must not be called.</summary>
    public bool DoNotCall { get; private set; }

    /// <summary>Must not be mailed.</summary>
    public bool EmailOptOut { get; private set; }

    /// <summary>E-mail addresses, the primary one first.</summary>
    public IReadOnlyCollection<ContactEmail> Emails => _emails;

    /// <summary>Phone numbers, the primary one first.</summary>
    public IReadOnlyCollection<ContactPhone> Phones => _phones;

    /// <summary>Accounts.</summary>
    public IReadOnlyCollection<ContactAccount> Accounts => _accounts;

    /// <summary>Adds a contact. Everything wrong with the details is named in one refusal.</summary>
    public static Result<Contact> Create(Guid organizationId, ContactDetails details, DateTimeOffset at, Guid? by)
    {
        var cleaned = details.Cleaned();
        if (!cleaned.Succeeded) return cleaned.Error;

        var contact = new Contact(organizationId, at, by);
        contact.Apply(cleaned.Value, at);
        contact.Raise(new ContactCreated(organizationId, contact.Id));
        return contact;
    }

    /// <summary>Replaces the details; nothing happens when they are the same.</summary>
    public Result<Done> Change(ContactDetails details, DateTimeOffset at, Guid? by)
    {
        var cleaned = details.Cleaned();
        if (!cleaned.Succeeded) return cleaned.Error;
        if (cleaned.Value.ReportsToId == Id) return Error.Invalid("reportsToId", "A contact cannot report to itself.");
        if (cleaned.Value.SameAs(Details())) return Done.Value;

        Apply(cleaned.Value, at);
        Changed(at, by);
        return Done.Value;
    }

    /// <summary>Takes part in an account; nothing happens when it does already.</summary>
    public void Join(Guid accountId, string? role, bool primary, DateTimeOffset at, Guid? by)
    {
        if (_accounts.Exists(a => a.AccountId == accountId)) return;
        _accounts.Add(new ContactAccount(this, new AccountPart(accountId, role, primary)));
        Changed(at, by);
    }

    /// <summary>Becomes the primary contact of an account, joining it where needed. The one before has to <see cref="StandDown"/> in the same transaction.</summary>
    public void MakePrimary(Guid accountId, DateTimeOffset at, Guid? by)
    {
        if (_accounts.Find(a => a.AccountId == accountId) is not { } part)
        {
            Join(accountId, null, true, at, by);
            return;
        }

        if (part.IsPrimary) return;
        part.Become(part.Role, true);
        Changed(at, by);
    }

    /// <summary>Stops being the primary contact of an account.</summary>
    public void StandDown(Guid accountId, DateTimeOffset at, Guid? by)
    {
        if (_accounts.Find(a => a.AccountId == accountId) is not { IsPrimary: true } part) return;
        part.Become(part.Role, false);
        Changed(at, by);
    }

    /// <summary>Gives the contact to an owner, or to nobody.</summary>
    public void Assign(Guid? ownerId, DateTimeOffset at, Guid? by)
    {
        if (ownerId == OwnerId) return;
        var previous = OwnerId;
        OwnerId = ownerId;
        Touch(at, by);
        Raise(new ContactAssigned(OrganizationId, Id, previous, ownerId));
    }

    /// <summary>The details as they are, to change some of them.</summary>
    public ContactDetails Details() => new()
    {
        FirstName = FirstName,
        LastName = LastName,
        Emails = [.. _emails.OrderBy(e => e.Position).Select(e => new ContactPoint(e.Value, e.Label, e.IsPrimary))],
        Phones = [.. _phones.OrderBy(p => p.Position).Select(p => new ContactPoint(p.Value, p.Label, p.IsPrimary))],
        JobTitle = JobTitle,
        Department = Department,
        ReportsToId = ReportsToId,
        Accounts = [.. _accounts.Select(a => new AccountPart(a.AccountId, a.Role, a.IsPrimary))],
        Address = Address,
        DoNotCall = DoNotCall,
        EmailOptOut = EmailOptOut,
        Tags = Tags,
        CustomFields = CustomFields,
    };

    /// <summary>Moves the contact to the recycle bin, where nobody is the primary contact of an account; does nothing when it is there already.</summary>
    public override void Delete(DateTimeOffset at, Guid? by)
    {
        if (DeletedAt is not null) return;
        foreach (var part in _accounts) part.Become(part.Role, primary: false);
        base.Delete(at, by);
        Raise(new ContactDeleted(OrganizationId, Id));
    }

    /// <inheritdoc />
    public override void Restore(DateTimeOffset at, Guid? by)
    {
        if (DeletedAt is null) return;
        base.Restore(at, by);
        Raise(new ContactRestored(OrganizationId, Id));
    }

    /// <inheritdoc />
    protected override IDomainEvent Changed() => new ContactChanged(OrganizationId, Id);

    private void Changed(DateTimeOffset at, Guid? by)
    {
        Touch(at, by);
        Raise(new ContactChanged(OrganizationId, Id));
    }

    private void Apply(ContactDetails details, DateTimeOffset at)
    {
        (FirstName, LastName) = (details.FirstName, details.LastName);
        (JobTitle, Department, ReportsToId) = (details.JobTitle, details.Department, details.ReportsToId);
        (Address, DoNotCall, EmailOptOut) = (details.Address, details.DoNotCall, details.EmailOptOut);
        (Tags, CustomFields) = (details.Tags, details.CustomFields);
        (PrimaryEmail, PrimaryPhone) = (First(details.Emails), First(details.Phones));
        var name = string.Join(' ', new[] { FirstName, LastName }.Where(n => n is not null));
        FullName = name.Length > 0 ? name : PrimaryEmail ?? "";
        ApplyPoints(details, at);
        ApplyAccounts(details.Accounts);
    }

    private static string? First(IReadOnlyList<ContactPoint> points) => points.Count > 0 ? points[0].Value : null;

    private void ApplyPoints(ContactDetails details, DateTimeOffset at)
    {
        var now = Details();
        if (!now.Emails.SequenceEqual(details.Emails)) Replace(_emails, details.Emails.Select((e, i) => new ContactEmail(this, e, i, at)));
        if (!now.Phones.SequenceEqual(details.Phones)) Replace(_phones, details.Phones.Select((p, i) => new ContactPhone(this, p, i, at)));
    }

    private static void Replace<T>(List<T> list, IEnumerable<T> with)
    {
        list.Clear();
        list.AddRange(with);
    }

    /// <summary>Parts that stay are changed in place: their key is the account.</summary>
    private void ApplyAccounts(IReadOnlyList<AccountPart> parts)
    {
        _accounts.RemoveAll(a => parts.All(p => p.AccountId != a.AccountId));
        foreach (var part in parts)
        {
            if (_accounts.Find(a => a.AccountId == part.AccountId) is { } known) known.Become(part.Role, part.Primary);
            else _accounts.Add(new ContactAccount(this, part));
        }
    }
}
