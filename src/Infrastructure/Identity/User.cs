using Microsoft.AspNetCore.Identity;

namespace NexusCrm.Infrastructure.Identity;

/// <summary>A person with a sign-in. Global: one user may belong to many organizations through memberships.</summary>
public sealed class User : IdentityUser<Guid>
{
    /// <summary>Given name.</summary>
    public string FirstName { get; set; } = "";

    /// <summary>Family name.</summary>
    public string LastName { get; set; } = "";

    /// <summary>BCP 47 tag of the language and formats, e.g. en-SG.</summary>
    public string Locale { get; set; } = "en-SG";

    /// <summary>IANA time zone of the person.</summary>
    public string TimeZone { get; set; } = "Asia/Singapore";

    /// <summary>When the person registered, UTC.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
