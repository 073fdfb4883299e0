namespace NexusCrm.Application.Common.Access;

/// <summary>Leads from a credential (a form's public key, an API key) to its organization, before the organization is known. Only hashes are stored.</summary>
public interface ICredentialIndex
{
    /// <summary>Notes, with the next save, that a credential belongs to the current organization.</summary>
    void Add(string credential);

    /// <summary>Forgets a credential with the next save.</summary>
    Task RemoveAsync(string credential, CancellationToken ct);

    /// <summary>The organization of a credential, or null.</summary>
    Task<Guid?> OrganizationOfAsync(string credential, CancellationToken ct);
}
