using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Organizations;

/// <summary>A tenant: a company that uses the product. It belongs to itself.</summary>
public sealed class Organization : AggregateRoot
{
    private Organization()
    {
    }

    private Organization(DateTimeOffset at, Guid? by) : base(at, by)
    {
    }

    /// <summary>Name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Name in addresses, unique in the installation.</summary>
    public string Slug { get; private set; } = "";

    /// <summary>Singapore UEN.</summary>
    public string? Uen { get; private set; }

    /// <summary>Whether the UEN's check letter fits; null without a UEN.</summary>
    public UenCheck? UenCheck => Uen is null ? null : new Uen(Uen).Check;

    /// <summary>Postal address.</summary>
    public PostalAddress Address { get; private set; } = PostalAddress.None;

    /// <summary>IANA time zone of its days.</summary>
    public string TimeZone { get; private set; } = "";

    /// <summary>Currency (ISO 4217).</summary>
    public string Currency { get; private set; } = "";

    /// <summary>The month the financial year ends in, 1 to 12.</summary>
    public int FiscalYearEndMonth { get; private set; }

    /// <summary>GST.</summary>
    public GstSettings Gst { get; private set; } = GstSettings.NotRegistered;

    /// <summary>Data protection officer.</summary>
    public DataProtectionOfficer Dpo { get; private set; } = DataProtectionOfficer.None;

    /// <summary>Look.</summary>
    public Branding Branding { get; private set; } = Branding.Default;

    /// <summary>How new leads find an owner.</summary>
    public AssignmentMode AssignmentMode { get; private set; }

    /// <summary>The owner of new leads in mode owner.</summary>
    public Guid? AssignmentOwnerId { get; private set; }

    /// <summary>Among whom new leads go in the other modes (user ids).</summary>
    public IReadOnlyList<Guid> AssignmentMemberIds { get; private set; } = [];

    /// <summary>The default assignment of new leads.</summary>
    public AssignmentSettings Assignment => new(AssignmentMode, AssignmentOwnerId, AssignmentMemberIds);

    /// <summary>Founds an organization.</summary>
    public static Result<Organization> Create(OrganizationDetails details, DateTimeOffset at, Guid? by)
    {
        var cleaned = details.Cleaned();
        if (!cleaned.Succeeded) return cleaned.Error;

        var organization = new Organization(at, by);
        organization.Apply(cleaned.Value);
        organization.Raise(new OrganizationCreated(organization.Id, organization.Id));
        return organization;
    }

    /// <summary>Replaces the details. That assignees are members is for the caller to know.</summary>
    public Result<Done> Change(OrganizationDetails details, DateTimeOffset at, Guid? by)
    {
        var cleaned = details.Cleaned();
        if (!cleaned.Succeeded) return cleaned.Error;

        Apply(cleaned.Value);
        Touch(at, by);
        Raise(new OrganizationChanged(Id, Id));
        return Done.Value;
    }

    /// <summary>The details as they are, to change some of them.</summary>
    public OrganizationDetails Details() => new()
    {
        Name = Name,
        Slug = Slug,
        Uen = Uen,
        Address = Address,
        TimeZone = TimeZone,
        Currency = Currency,
        FiscalYearEndMonth = FiscalYearEndMonth,
        Gst = Gst,
        Dpo = Dpo,
        Branding = Branding,
        Assignment = Assignment,
    };

    /// <summary>The day it is in the organization's zone.</summary>
    public DateOnly DayAt(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(TimeZone)).DateTime);

    private void Apply(OrganizationDetails details)
    {
        (Name, Slug, Uen, Address) = (details.Name!, details.Slug!, details.Uen, details.Address);
        (TimeZone, Currency, FiscalYearEndMonth) = (details.TimeZone!, details.Currency!, details.FiscalYearEndMonth);
        (Gst, Dpo, Branding) = (details.Gst, details.Dpo, details.Branding);
        (AssignmentMode, AssignmentOwnerId, AssignmentMemberIds) = (details.Assignment.Mode, details.Assignment.OwnerId, details.Assignment.MemberIds);
    }
}

/// <summary>An organization was founded.</summary>
public sealed record OrganizationCreated(Guid OrganizationId, Guid RecordId) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "organization.created";
}

/// <summary>Settings of an organization changed.</summary>
public sealed record OrganizationChanged(Guid OrganizationId, Guid RecordId) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "organization.changed";
}
