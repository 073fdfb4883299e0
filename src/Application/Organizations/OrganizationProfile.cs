using NexusCrm.Domain.Common;
using NexusCrm.Domain.Organizations;

namespace NexusCrm.Application.Organizations;

/// <summary>The organization as its members see it.</summary>
public sealed record OrganizationProfile(
    Guid Id, string Name, string Slug, string? Uen, PostalAddress Address, string TimeZone, string Currency, int FiscalYearEndMonth,
    GstSettings Gst, DataProtectionOfficer Dpo, Branding Branding, AssignmentSettings Assignment, int Version)
{
    /// <summary>The profile of an organization.</summary>
    public static OrganizationProfile Of(Organization o) => new(
        o.Id, o.Name, o.Slug, o.Uen, o.Address, o.TimeZone, o.Currency, o.FiscalYearEndMonth, o.Gst, o.Dpo, o.Branding, o.Assignment, o.Version);
}
