namespace NexusCrm.Domain.Common;

/// <summary>Internet domain names as far as matching companies needs them (rule L5).</summary>
public static class DomainName
{
    /// <summary>Longest domain name, in characters (RFC 1035).</summary>
    public const int MaxLength = 253;

    private static readonly HashSet<string> SecondLevelRegistries = new(StringComparer.Ordinal) { "com", "co", "net", "ne", "org", "or", "edu", "ac", "gov", "go", "per", "mil" };

    /// <summary>
    /// What a company registers: <c>sales.acme.com.sg</c> is <c>acme.com.sg</c>. Country domains with second-level registries
    /// (com.sg, co.uk, edu.my) are recognised by their form, which serves for matching.
    /// </summary>
    public static string Registrable(string domain)
    {
        var labels = domain.ToLowerInvariant().Split('.');
        var kept = labels.Length > 2 && labels[^1].Length == 2 && SecondLevelRegistries.Contains(labels[^2]) ? 3 : 2;
        return string.Join('.', labels.TakeLast(kept));
    }

    /// <summary>The registrable domain of a website address, or null.</summary>
    public static string? OfWebsite(string? website) =>
        website is not null && Uri.TryCreate(website, UriKind.Absolute, out var uri) ? Registrable(uri.IdnHost) : null;
}
