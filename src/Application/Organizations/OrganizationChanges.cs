using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Organizations;

namespace NexusCrm.Application.Organizations;

/// <summary>What a merge patch changes about an organization. A group that is null goes back to what a new organization has.</summary>
public sealed record OrganizationChanges(
    Optional<string?> Name, Optional<string?> Slug, Optional<string?> Uen, Optional<PostalAddressChanges?> Address, Optional<string?> TimeZone, Optional<string?> Currency,
    Optional<int?> FiscalYearEndMonth, Optional<GstChanges?> Gst, Optional<DpoChanges?> Dpo, Optional<BrandingChanges?> Branding, Optional<AssignmentChanges?> Assignment)
{
    /// <summary>The details with the changes.</summary>
    public OrganizationDetails ApplyTo(OrganizationDetails current) => current with
    {
        Name = Name.Or(current.Name),
        Slug = Slug.Or(current.Slug),
        Uen = Uen.Or(current.Uen),
        Address = PostalAddressChanges.Apply(Address, current.Address),
        TimeZone = TimeZone.Or(current.TimeZone),
        Currency = Currency.Or(current.Currency),
        FiscalYearEndMonth = FiscalYearEndMonth.Or(current.FiscalYearEndMonth) ?? 0,
        Gst = !Gst.IsSet ? current.Gst : Gst.Or(null)?.ApplyTo(current.Gst) ?? GstSettings.NotRegistered,
        Dpo = !Dpo.IsSet ? current.Dpo : Dpo.Or(null)?.ApplyTo(current.Dpo) ?? DataProtectionOfficer.None,
        Branding = !Branding.IsSet ? current.Branding : Branding.Or(null)?.ApplyTo(current.Branding) ?? Domain.Organizations.Branding.Default,
        Assignment = !Assignment.IsSet ? current.Assignment : Assignment.Or(null)?.ApplyTo(current.Assignment) ?? AssignmentSettings.Nobody,
    };
}

/// <summary>Changes of the GST settings.</summary>
public sealed record GstChanges(
    Optional<bool> Registered, Optional<string?> Number, Optional<DateOnly?> RegisteredFrom, Optional<DateOnly?> RegisteredTo,
    Optional<GstRounding> Rounding, Optional<GstFilingFrequency> FilingFrequency, Optional<int> PeriodStartMonth)
{
    internal GstSettings ApplyTo(GstSettings current) => new(
        Registered.Or(current.Registered), Number.Or(current.Number), RegisteredFrom.Or(current.RegisteredFrom), RegisteredTo.Or(current.RegisteredTo),
        Rounding.Or(current.Rounding), FilingFrequency.Or(current.FilingFrequency), PeriodStartMonth.Or(current.PeriodStartMonth));
}

/// <summary>Changes of the data protection officer.</summary>
public sealed record DpoChanges(Optional<string?> Name, Optional<string?> Email, Optional<string?> Phone)
{
    internal DataProtectionOfficer ApplyTo(DataProtectionOfficer current) => new(Name.Or(current.Name), Email.Or(current.Email), Phone.Or(current.Phone));
}

/// <summary>Changes of the look.</summary>
public sealed record BrandingChanges(Optional<string?> Colour, Optional<Guid?> LogoDocumentId)
{
    internal Branding ApplyTo(Branding current) => new(Colour.Or(current.Colour), LogoDocumentId.Or(current.LogoDocumentId));
}

/// <summary>Changes of the default assignment of leads.</summary>
public sealed record AssignmentChanges(Optional<AssignmentMode> Mode, Optional<Guid?> OwnerId, Optional<IReadOnlyList<Guid>?> MemberIds)
{
    internal AssignmentSettings ApplyTo(AssignmentSettings current) => new(Mode.Or(current.Mode), OwnerId.Or(current.OwnerId), MemberIds.Or(current.MemberIds) ?? []);
}
