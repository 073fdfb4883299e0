using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Accounts;

/// <summary>A company the organization deals with.</summary>
public sealed class Account : CrmRecord
{
    /// <summary>Most levels of the hierarchy, the top included (rule H2).</summary>
    public const int DepthMax = 10;

    private Account()
    {
    }

    private Account(Guid organizationId, DateTimeOffset at, Guid? by) : base(organizationId, at, by)
    {
    }

    /// <summary>Name as typed.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Name as compared: without legal form, punctuation and case; null when nothing of it is left.</summary>
    public string? NormalizedName { get; private set; }

    /// <summary>Singapore UEN.</summary>
    public string? Uen { get; private set; }

    /// <summary>Whether the UEN's check letter fits; null without a UEN. A doubtful one is shown, not refused.</summary>
    public UenCheck? UenCheck => Uen is null ? null : new Uen(Uen).Check;

    /// <summary>GST registration number.</summary>
    public string? GstNumber { get; private set; }

    /// <summary>Industry.</summary>
    public string? Industry { get; private set; }

    /// <summary>What the company is to the organization.</summary>
    public AccountType Type { get; private set; }

    /// <summary>Number of employees.</summary>
    public int? EmployeeCount { get; private set; }

    /// <summary>Annual revenue.</summary>
    public Money? AnnualRevenue { get; private set; }

    /// <summary>Website with scheme.</summary>
    public string? Website { get; private set; }

    /// <summary>Registrable domain of the website: what work addresses are matched with (rule L5).</summary>
    public string? WebsiteDomain { get; private set; }

    /// <summary>Telephone number, E.164.</summary>
    public string? Phone { get; private set; }

    /// <summary>Where invoices go.</summary>
    public PostalAddress BillingAddress { get; private set; } = PostalAddress.None;

    /// <summary>Where goods go.</summary>
    public PostalAddress ShippingAddress { get; private set; } = PostalAddress.None;

    /// <summary>The company it belongs to.</summary>
    public Guid? ParentId { get; private set; }

    /// <summary>Days until an invoice is due; null takes the organization's default.</summary>
    public int? PaymentTermsDays { get; private set; }

    /// <summary>Currency of its invoices; null takes the organization's.</summary>
    public string? Currency { get; private set; }

    /// <summary>Peppol participant id.</summary>
    public string? PeppolId { get; private set; }

    /// <summary>Adds an account. Everything wrong with the details is named in one refusal.</summary>
    public static Result<Account> Create(Guid organizationId, AccountDetails details, DateTimeOffset at, Guid? by)
    {
        var cleaned = details.Cleaned();
        if (!cleaned.Succeeded) return cleaned.Error;

        var account = new Account(organizationId, at, by);
        account.Apply(cleaned.Value);
        account.Raise(new AccountCreated(organizationId, account.Id));
        return account;
    }

    /// <summary>Replaces the details; nothing happens when they are the same.</summary>
    public Result<Done> Change(AccountDetails details, DateTimeOffset at, Guid? by)
    {
        var cleaned = details.Cleaned();
        if (!cleaned.Succeeded) return cleaned.Error;
        if (cleaned.Value.SameAs(Details())) return Done.Value;

        Apply(cleaned.Value);
        Touch(at, by);
        Raise(new AccountChanged(OrganizationId, Id));
        return Done.Value;
    }

    /// <summary>Puts the account under another, or on top (rules H1, H2). Read the chain under the hierarchy's lock, or two moves can make a loop.</summary>
    /// <param name="parentId">The new parent, or null for the top.</param>
    /// <param name="parentsAncestors">The ancestors of the new parent.</param>
    /// <param name="levelsBelow">How many levels of accounts stand below this one.</param>
    /// <param name="at">When.</param>
    /// <param name="by">Who.</param>
    public Result<Done> MoveUnder(Guid? parentId, IReadOnlyCollection<Guid> parentsAncestors, int levelsBelow, DateTimeOffset at, Guid? by)
    {
        if (parentId == ParentId) return Done.Value;
        if (parentId == Id || parentsAncestors.Contains(Id)) return AccountErrors.HierarchyLoop;
        if (parentId is not null && parentsAncestors.Count + 2 + levelsBelow > DepthMax) return AccountErrors.HierarchyTooDeep;

        ParentId = parentId;
        Touch(at, by);
        Raise(new AccountChanged(OrganizationId, Id));
        return Done.Value;
    }

    /// <summary>Gives the account to an owner and a territory, either or both of which may be nobody.</summary>
    public void Assign(Guid? ownerId, Guid? territoryId, DateTimeOffset at, Guid? by)
    {
        if (ownerId == OwnerId && territoryId == TerritoryId) return;
        var previous = OwnerId;
        (OwnerId, TerritoryId) = (ownerId, territoryId);
        Touch(at, by);
        Raise(new AccountAssigned(OrganizationId, Id, previous, ownerId, territoryId));
    }

    /// <summary>The details as they are, to change some of them.</summary>
    public AccountDetails Details() => new()
    {
        Name = Name,
        Uen = Uen,
        GstNumber = GstNumber,
        Industry = Industry,
        Type = Type,
        EmployeeCount = EmployeeCount,
        AnnualRevenue = AnnualRevenue,
        Website = Website,
        Phone = Phone,
        BillingAddress = BillingAddress,
        ShippingAddress = ShippingAddress,
        PaymentTermsDays = PaymentTermsDays,
        Currency = Currency,
        PeppolId = PeppolId,
        Tags = Tags,
        CustomFields = CustomFields,
    };

    /// <inheritdoc />
    public override void Delete(DateTimeOffset at, Guid? by)
    {
        if (DeletedAt is not null) return;
        base.Delete(at, by);
        Raise(new AccountDeleted(OrganizationId, Id));
    }

    /// <inheritdoc />
    public override void Restore(DateTimeOffset at, Guid? by)
    {
        if (DeletedAt is null) return;
        base.Restore(at, by);
        Raise(new AccountRestored(OrganizationId, Id));
    }

    /// <inheritdoc />
    protected override IDomainEvent Changed() => new AccountChanged(OrganizationId, Id);

    private void Apply(AccountDetails details)
    {
        (Name, NormalizedName) = (details.Name!, CompanyName.Normalize(details.Name));
        (Uen, GstNumber, PeppolId) = (details.Uen, details.GstNumber, details.PeppolId);
        (Industry, Type, EmployeeCount, AnnualRevenue) = (details.Industry, details.Type, details.EmployeeCount, details.AnnualRevenue);
        (Website, WebsiteDomain, Phone) = (details.Website, DomainName.OfWebsite(details.Website), details.Phone);
        (BillingAddress, ShippingAddress) = (details.BillingAddress, details.ShippingAddress);
        (PaymentTermsDays, Currency) = (details.PaymentTermsDays, details.Currency);
        (Tags, CustomFields) = (details.Tags, details.CustomFields);
    }
}
