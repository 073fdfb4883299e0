using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Contacts;

/// <summary>What two contacts are compared by, in normalised form.</summary>
/// <param name="Emails">E-mail addresses, lower case.</param>
/// <param name="Phones">Phone numbers, E.164.</param>
/// <param name="Name">Full name, lower case.</param>
/// <param name="Accounts">Accounts: two people of one name at one company are hardly two.</param>
public sealed record ContactKeys(IReadOnlyCollection<string> Emails, IReadOnlyCollection<string> Phones, string? Name, IReadOnlyCollection<Guid> Accounts)
{
    /// <summary>The keys of what somebody is typing; what cannot be read yet is left out.</summary>
    public static ContactKeys Of(string? email, string? phone, string? firstName, string? lastName, Guid? accountId)
    {
        var name = $"{firstName} {lastName}".Trim();
        return new ContactKeys(
            !string.IsNullOrWhiteSpace(email) && EmailAddress.Parse(email) is { Succeeded: true, Value: var address } ? [address.Normalized] : [],
            !string.IsNullOrWhiteSpace(phone) && PhoneNumber.Parse(phone) is { Succeeded: true, Value: var number } ? [number.Value] : [],
            name.Length == 0 ? null : name.ToLowerInvariant(),
            accountId is { } account ? [account] : []);
    }

    /// <summary>The keys of stored values.</summary>
    public static ContactKeys Of(IEnumerable<ContactPoint> emails, IEnumerable<ContactPoint> phones, string fullName, IEnumerable<Guid> accounts) =>
        new([.. emails.Select(e => EmailAddress.Parse(e.Value).Value.Normalized)], [.. phones.Select(p => p.Value)], fullName.ToLowerInvariant(), [.. accounts]);
}

/// <summary>Tells whether two contacts may be the same person.</summary>
public static class ContactDuplicates
{
    /// <summary>Sureness of an e-mail address that both have.</summary>
    public const int EmailScore = 100;

    /// <summary>Sureness of a phone number that both have: switchboards are shared.</summary>
    public const int PhoneScore = 80;

    /// <summary>Sureness of an equal name at one account; less when it is only alike.</summary>
    public const int NameScore = 80;

    /// <summary>Least Jaro-Winkler similarity of names.</summary>
    public const double SimilarityThreshold = 0.9;

    /// <summary>What speaks for the two being the same, or null when nothing does.</summary>
    public static PossibleDuplicate? Compare(ContactKeys one, ContactKeys other)
    {
        var found = new List<(int, string)>();
        if (one.Emails.Intersect(other.Emails, StringComparer.Ordinal).Any()) found.Add((EmailScore, "email"));
        if (one.Phones.Intersect(other.Phones, StringComparer.Ordinal).Any()) found.Add((PhoneScore, "phone"));
        if (one.Accounts.Intersect(other.Accounts).Any() && Alike(one.Name, other.Name) is { } alike) found.Add(((int)Math.Round(NameScore * alike), "company_name"));
        return PossibleDuplicate.Of(found);
    }

    private static double? Alike(string? one, string? other)
    {
        if (one is null || other is null) return null;
        var similarity = TextSimilarity.JaroWinkler(one, other);
        return similarity >= SimilarityThreshold ? similarity : null;
    }
}
