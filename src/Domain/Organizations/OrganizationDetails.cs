using System.Text.RegularExpressions;
using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Organizations;

/// <summary>What its administrators can set about an organization. Cleaned and checked by <see cref="Organization.Create"/> and <see cref="Organization.Change"/>.</summary>
public sealed partial record OrganizationDetails
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameMaxLength = CompanyName.MaxLength;

    /// <summary>Longest name of a time zone, in characters.</summary>
    public const int TimeZoneMaxLength = 64;

    /// <summary>Name; required.</summary>
    public string? Name { get; init; }

    /// <summary>Name in addresses; see <see cref="Organizations.Slug"/>.</summary>
    public string? Slug { get; init; }

    /// <summary>Singapore UEN.</summary>
    public string? Uen { get; init; }

    /// <summary>Postal address; the country by code or name.</summary>
    public PostalAddress Address { get; init; } = PostalAddress.None;

    /// <summary>IANA time zone.</summary>
    public string? TimeZone { get; init; } = "Asia/Singapore";

    /// <summary>Currency (ISO 4217).</summary>
    public string? Currency { get; init; } = "SGD";

    /// <summary>The month the financial year ends in, 1 to 12.</summary>
    public int FiscalYearEndMonth { get; init; } = 12;

    /// <summary>GST.</summary>
    public GstSettings Gst { get; init; } = GstSettings.NotRegistered;

    /// <summary>Data protection officer.</summary>
    public DataProtectionOfficer Dpo { get; init; } = DataProtectionOfficer.None;

    /// <summary>Look.</summary>
    public Branding Branding { get; init; } = Branding.Default;

    /// <summary>Default assignment of new leads.</summary>
    public AssignmentSettings Assignment { get; init; } = AssignmentSettings.Nobody;

    internal Result<OrganizationDetails> Cleaned()
    {
        var checks = new FieldChecks();
        var address = checks.Address("address", Address);
        var cleaned = this with
        {
            Name = checks.Required("name", Name, NameMaxLength),
            Slug = checks.Required("slug", Slug, Organizations.Slug.MaxLength),
            Uen = string.IsNullOrWhiteSpace(Uen) ? null : checks.Parsed("uen", Common.Uen.Parse(Uen))?.Value,
            Address = address,
            TimeZone = checks.Required("timeZone", TimeZone, TimeZoneMaxLength),
            Currency = checks.Required("currency", Currency, Money.CurrencyLength).ToUpperInvariant(),
            Gst = CleanGst(checks),
            Dpo = CleanDpo(checks, address.Country),
            Assignment = CleanAssignment(checks),
        };
        if (cleaned.Slug is { Length: > 0 } slug && !Organizations.Slug.IsValid(slug)) checks.Refuse("slug", "3 to 40 of a-z, 0-9 and single dashes.");
        if (cleaned.TimeZone is { Length: > 0 } zone && !IsTimeZone(zone)) checks.Refuse("timeZone", "This is not an IANA time zone.");
        if (!Money.Currencies.Contains(cleaned.Currency)) checks.Refuse("currency", "This is not a currency code.");
        if (FiscalYearEndMonth is < 1 or > 12) checks.Refuse("fiscalYearEndMonth", "A month from 1 to 12 is expected.");
        if (Branding.Colour is { } colour && !HexColour().IsMatch(colour)) checks.Refuse("branding.colour", "A colour like #1a2b3c is expected.");
        return checks.Failed ? checks.ToError() : cleaned;
    }

    private GstSettings CleanGst(FieldChecks checks)
    {
        var number = string.IsNullOrWhiteSpace(Gst.Number) ? null : checks.Parsed("gst.number", GstNumber.Parse(Gst.Number))?.Value;
        if (Gst.Registered && string.IsNullOrWhiteSpace(Gst.Number)) checks.Refuse("gst.number", "A registered organization has a number.");
        if (Gst.Registered && Gst.RegisteredFrom is null) checks.Refuse("gst.registeredFrom", "A registered organization has a first day.");
        if (Gst.RegisteredTo < Gst.RegisteredFrom) checks.Refuse("gst.registeredTo", "The last day cannot lie before the first.");
        if (Gst.PeriodStartMonth is < 1 or > 12) checks.Refuse("gst.periodStartMonth", "A month from 1 to 12 is expected.");
        checks.Known("gst.rounding", Gst.Rounding);
        checks.Known("gst.filingFrequency", Gst.FilingFrequency);
        return Gst with { Number = number };
    }

    private DataProtectionOfficer CleanDpo(FieldChecks checks, string? country) => new(
        checks.Text("dpo.name", Dpo.Name, DataProtectionOfficer.NameMaxLength),
        checks.Email("dpo.email", Dpo.Email)?.Value,
        checks.Phone("dpo.phone", Dpo.Phone, country ?? "SG", null)?.Value);

    private AssignmentSettings CleanAssignment(FieldChecks checks)
    {
        checks.Known("assignment.mode", Assignment.Mode);
        if (Assignment.Mode is AssignmentMode.Owner) return Assignment with { MemberIds = [] };
        if (Assignment.MemberIds.Count == 0) checks.Refuse("assignment.memberIds", "Name at least one member.");
        if (Assignment.MemberIds.Count > AssignmentSettings.MembersMax) checks.Refuse("assignment.memberIds", $"At most {AssignmentSettings.MembersMax}.");
        return Assignment with { OwnerId = null, MemberIds = [.. Assignment.MemberIds.Distinct()] };
    }

    private static bool IsTimeZone(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.HasIanaId;

    [GeneratedRegex(@"^#[0-9a-fA-F]{6}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex HexColour();
}
