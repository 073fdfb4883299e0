using System.Security.Cryptography;
using System.Text;
using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Members;

/// <summary>A credential for programs: <c>nxk_(prefix)_(secret)</c>, shown once. It acts for the member who made it, within its scopes.</summary>
public sealed class ApiKey : AggregateRoot
{
    /// <summary>What every key begins with.</summary>
    public const string Mark = "nxk_";

    /// <summary>Longest name, in characters.</summary>
    public const int NameMaxLength = 100;

    /// <summary>Characters of the prefix by which people tell keys apart.</summary>
    public const int PrefixLength = 8;

    /// <summary>Longest key, in characters.</summary>
    public const int MaxLength = 80;

    /// <summary>Most keys of one organization that are not revoked.</summary>
    public const int Most = 100;

    private const int SecretLength = 40;
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private ApiKey()
    {
    }

    private ApiKey(Guid organizationId, Guid memberId, DateTimeOffset at) : base(organizationId, at, memberId) => UserId = memberId;

    /// <summary>What it is for.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The part of the key that is shown later.</summary>
    public string Prefix { get; private set; } = "";

    /// <summary>SHA-256 of the whole key.</summary>
    public byte[] KeyHash { get; private set; } = [];

    /// <summary>What it may do, as far as its maker may.</summary>
    public IReadOnlyList<string> Scopes { get; private set; } = [];

    /// <summary>The member who made it and for whom it acts.</summary>
    public Guid UserId { get; private set; }

    /// <summary>From when on it is refused, or null.</summary>
    public DateTimeOffset? ExpiresAt { get; private set; }

    /// <summary>When it was last used, to the minute; derived.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }

    /// <summary>When it was revoked, or null. The row is kept so that history can name it.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>Makes a key. The key itself is in the answer only.</summary>
    public static Result<IssuedApiKey> Issue(Guid organizationId, string? name, IReadOnlyList<string> scopes, DateTimeOffset? expiresAt, DateTimeOffset at, Guid memberId)
    {
        var checks = new FieldChecks();
        var called = checks.Required("name", name, NameMaxLength);
        if (scopes.Count == 0) checks.Refuse("scopes", "A key needs at least one scope.");
        if (expiresAt <= at) checks.Refuse("expiresAt", "It must be in the future.");
        if (checks.Failed) return checks.ToError();

        var prefix = RandomNumberGenerator.GetString(Base62, PrefixLength);
        var key = $"{Mark}{prefix}_{RandomNumberGenerator.GetString(Base62, SecretLength)}";
        var made = new ApiKey(organizationId, memberId, at)
        {
            Name = called,
            Prefix = prefix,
            KeyHash = HashOf(key),
            Scopes = [.. scopes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            ExpiresAt = expiresAt,
        };
        return new IssuedApiKey(made, key);
    }

    /// <summary>What is stored of a key: at 238 random bits neither salt nor a slow hash adds anything.</summary>
    public static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>Refuses it from now on.</summary>
    public void Revoke(DateTimeOffset at, Guid? by)
    {
        if (RevokedAt is not null) return;
        RevokedAt = at;
        Touch(at, by);
        Raise(new ApiKeyRevoked(OrganizationId, Id));
    }
}

/// <summary>A key that was just made.</summary>
/// <param name="Stored">What is kept.</param>
/// <param name="Key">The key in clear, for the only time.</param>
public sealed record IssuedApiKey(ApiKey Stored, string Key);

/// <summary>A key is refused from now on.</summary>
public sealed record ApiKeyRevoked(Guid OrganizationId, Guid RecordId) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "api_key.revoked";
}

/// <summary>The refusals of API keys.</summary>
public static class ApiKeyErrors
{
    /// <summary>Not there or not the caller's.</summary>
    public static readonly Error NotFound = Error.NotFound("The API key");

    /// <summary>There are as many as there can be.</summary>
    public static readonly Error TooMany = Error.Forbidden($"An organization has at most {ApiKey.Most} API keys.") with { Code = "limit_reached" };
}
