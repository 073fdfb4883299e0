namespace NexusCrm.Infrastructure.Persistence.Credentials;

/// <summary>Leads from a hashed credential to its organization. Global: it is read before the organization is known, and tells nothing else.</summary>
public sealed class CredentialIndexEntry
{
    /// <summary>SHA-256 of the credential; the key.</summary>
    public byte[] Hash { get; init; } = [];

    /// <summary>The organization it belongs to.</summary>
    public Guid OrganizationId { get; init; }
}
