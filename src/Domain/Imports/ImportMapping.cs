using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Imports;

/// <summary>Which column was last imported into which field, remembered per organization, record type and set of headers.</summary>
public sealed class ImportMapping : IOrganizationOwned
{
    /// <summary>Longest record type.</summary>
    public const int RecordTypeMaxLength = 40;

    /// <summary>Length of the fingerprint of the headers: SHA-256 in hexadecimal.</summary>
    public const int HeadersHashLength = 64;

    private ImportMapping()
    {
    }

    /// <summary>Remembers a mapping.</summary>
    public ImportMapping(Guid organizationId, string recordType, string headersHash, string mapping, DateTimeOffset at)
    {
        (OrganizationId, Id, RecordType, HeadersHash) = (organizationId, Guid.CreateVersion7(at), recordType, headersHash);
        (Mapping, UsedAt) = (mapping, at);
    }

    /// <inheritdoc />
    public Guid OrganizationId { get; private set; }

    /// <summary>UUID v7.</summary>
    public Guid Id { get; private set; }

    /// <summary>The record type.</summary>
    public string RecordType { get; private set; } = "";

    /// <summary>Fingerprint of the headers, whatever their order.</summary>
    public string HeadersHash { get; private set; } = "";

    /// <summary>Header to field key or null, a JSON object.</summary>
    public string Mapping { get; private set; } = "{}";

    /// <summary>When it was last used, UTC.</summary>
    public DateTimeOffset UsedAt { get; private set; }

    /// <summary>The same headers came again, perhaps mapped otherwise.</summary>
    public void Use(string mapping, DateTimeOffset at) => (Mapping, UsedAt) = (mapping, at);
}
