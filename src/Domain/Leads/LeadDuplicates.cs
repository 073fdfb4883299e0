using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Leads;

/// <summary>What two leads are compared by, in normalised form.</summary>
/// <param name="Email">E-mail address, lower case.</param>
/// <param name="Phone">Phone number, E.164.</param>
/// <param name="Company">Company without legal form, punctuation and case.</param>
/// <param name="LastName">Family name, lower case.</param>
public sealed record DuplicateKeys(string? Email, string? Phone, string? Company, string? LastName)
{
    /// <summary>The keys of what somebody is typing; what cannot be read yet is left out.</summary>
    public static DuplicateKeys Of(string? email, string? phone, string? company, string? lastName)
    {
        var address = string.IsNullOrWhiteSpace(email) ? null : EmailAddress.Parse(email);
        var number = string.IsNullOrWhiteSpace(phone) ? null : PhoneNumber.Parse(phone);
        return new DuplicateKeys(
            address is { Succeeded: true } ? address.Value.Normalized : null,
            number is { Succeeded: true } ? number.Value.Value : null,
            CompanyName.Normalize(company),
            string.IsNullOrWhiteSpace(lastName) ? null : lastName.Trim().ToLowerInvariant());
    }

    /// <summary>The keys of a lead.</summary>
    public static DuplicateKeys Of(Lead lead) => new(lead.NormalizedEmail, lead.Phone, lead.NormalizedCompany, lead.LastName?.ToLowerInvariant());
}

/// <summary>Tells whether two leads may be the same person.</summary>
public static class LeadDuplicates
{
    /// <summary>Sureness of an equal e-mail address.</summary>
    public const int EmailScore = 100;

    /// <summary>Sureness of an equal phone number.</summary>
    public const int PhoneScore = 90;

    /// <summary>Sureness of equal company and family name; less when they are only alike.</summary>
    public const int CompanyNameScore = 80;

    /// <summary>Least Jaro-Winkler similarity of companies, and of family names.</summary>
    public const double SimilarityThreshold = 0.9;

    /// <summary>What speaks for the two being the same, or null when nothing does.</summary>
    public static PossibleDuplicate? Compare(DuplicateKeys one, DuplicateKeys other)
    {
        var found = new List<(int Score, string Reason)>();
        if (Same(one.Email, other.Email)) found.Add((EmailScore, "email"));
        if (Same(one.Phone, other.Phone)) found.Add((PhoneScore, "phone"));
        if (CompanyAndName(one, other) is { } alike) found.Add(((int)Math.Round(CompanyNameScore * alike), "company_name"));
        return PossibleDuplicate.Of(found);
    }

    private static bool Same(string? one, string? other) => one is not null && string.Equals(one, other, StringComparison.Ordinal);

    private static double? CompanyAndName(DuplicateKeys one, DuplicateKeys other)
    {
        if (Alike(one.Company, other.Company) is not { } company) return null;
        return Alike(one.LastName, other.LastName) is { } name ? Math.Min(company, name) : null;
    }

    private static double? Alike(string? one, string? other)
    {
        if (one is null || other is null) return null;
        var similarity = TextSimilarity.JaroWinkler(one, other);
        return similarity >= SimilarityThreshold ? similarity : null;
    }
}
