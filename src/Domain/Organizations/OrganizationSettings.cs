namespace NexusCrm.Domain.Organizations;

/// <summary>Where GST is rounded.</summary>
public enum GstRounding
{
    /// <summary>Once per line.</summary>
    Line,

    /// <summary>Once per invoice.</summary>
    Invoice,
}

/// <summary>How often the GST return is filed.</summary>
public enum GstFilingFrequency
{
    /// <summary>Every three months.</summary>
    Quarterly,

    /// <summary>Every month.</summary>
    Monthly,
}

/// <summary>How an organization stands with GST.</summary>
/// <param name="Registered">True when it is registered.</param>
/// <param name="Number">Registration number; required when registered.</param>
/// <param name="RegisteredFrom">First day of the registration; required when registered.</param>
/// <param name="RegisteredTo">Last day of the registration, or null while it lasts.</param>
/// <param name="Rounding">Where GST is rounded.</param>
/// <param name="FilingFrequency">How often the return is filed.</param>
/// <param name="PeriodStartMonth">The month the first period of a year starts in, 1 to 12.</param>
public sealed record GstSettings(
    bool Registered, string? Number, DateOnly? RegisteredFrom, DateOnly? RegisteredTo, GstRounding Rounding, GstFilingFrequency FilingFrequency, int PeriodStartMonth)
{
    /// <summary>Not registered.</summary>
    public static GstSettings NotRegistered { get; } = new(false, null, null, null, GstRounding.Line, GstFilingFrequency.Quarterly, 1);
}

/// <summary>The data protection officer, whom the law wants to be reachable.</summary>
public sealed record DataProtectionOfficer(string? Name, string? Email, string? Phone)
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameMaxLength = 100;

    /// <summary>Not named yet.</summary>
    public static DataProtectionOfficer None { get; } = new(null, null, null);
}

/// <summary>How documents and public pages look.</summary>
/// <param name="Colour">Main colour, <c>#rrggbb</c>.</param>
/// <param name="LogoDocumentId">The document that holds the logo.</param>
public sealed record Branding(string? Colour, Guid? LogoDocumentId)
{
    /// <summary>Length of a colour.</summary>
    public const int ColourLength = 7;

    /// <summary>The product's own look.</summary>
    public static Branding Default { get; } = new(null, null);
}

/// <summary>Who gets a new lead that no territory takes.</summary>
public enum AssignmentMode
{
    /// <summary>One named member, or nobody.</summary>
    Owner,

    /// <summary>The members in turn.</summary>
    RoundRobin,

    /// <summary>The member with the fewest open leads.</summary>
    LeastOpen,
}

/// <summary>The default assignment of new leads.</summary>
/// <param name="Mode">How the owner is chosen.</param>
/// <param name="OwnerId">For <see cref="AssignmentMode.Owner"/>: who; null leaves leads unassigned.</param>
/// <param name="MemberIds">For the other modes: among whom (user ids), at least one.</param>
public sealed record AssignmentSettings(AssignmentMode Mode, Guid? OwnerId, IReadOnlyList<Guid> MemberIds)
{
    /// <summary>Most members to choose among.</summary>
    public const int MembersMax = 200;

    /// <summary>Leads stay unassigned.</summary>
    public static AssignmentSettings Nobody { get; } = new(AssignmentMode.Owner, null, []);
}
