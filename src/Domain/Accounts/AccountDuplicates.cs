using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Accounts;

/// <summary>What two accounts are compared by, in normalised form.</summary>
/// <param name="Name">Name without legal form, punctuation and case.</param>
/// <param name="Uen">UEN.</param>
/// <param name="Domain">Registrable domain of the website.</param>
public sealed record AccountKeys(string? Name, string? Uen, string? Domain)
{
    /// <summary>The keys of what somebody is typing; what cannot be read yet is left out.</summary>
    public static AccountKeys Of(string? name, string? uen, string? website) => new(
        CompanyName.Normalize(name),
        !string.IsNullOrWhiteSpace(uen) && Common.Uen.Parse(uen) is { Succeeded: true, Value: var number } ? number.Value : null,
        !string.IsNullOrWhiteSpace(website) && WebAddress.Parse(website) is { Succeeded: true, Value: var address } ? DomainName.OfWebsite(address) : null);
}

/// <summary>Tells whether two accounts may be the same company.</summary>
public static class AccountDuplicates
{
    /// <summary>Sureness of an equal UEN.</summary>
    public const int UenScore = 100;

    /// <summary>Sureness of an equal website.</summary>
    public const int DomainScore = 90;

    /// <summary>Sureness of an equal name; less when it is only alike.</summary>
    public const int NameScore = 80;

    /// <summary>Least Jaro-Winkler similarity of names.</summary>
    public const double SimilarityThreshold = 0.9;

    /// <summary>What speaks for the two being the same, or null when nothing does.</summary>
    public static PossibleDuplicate? Compare(AccountKeys one, AccountKeys other)
    {
        var found = new List<(int, string)>();
        if (Same(one.Uen, other.Uen)) found.Add((UenScore, "uen"));
        if (Same(one.Domain, other.Domain)) found.Add((DomainScore, "website"));
        if (Alike(one.Name, other.Name) is { } alike) found.Add(((int)Math.Round(NameScore * alike), "company_name"));
        return PossibleDuplicate.Of(found);
    }

    private static bool Same(string? one, string? other) => one is not null && string.Equals(one, other, StringComparison.Ordinal);

    private static double? Alike(string? one, string? other)
    {
        if (one is null || other is null) return null;
        var similarity = TextSimilarity.JaroWinkler(one, other);
        return similarity >= SimilarityThreshold ? similarity : null;
    }
}
