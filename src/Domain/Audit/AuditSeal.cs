using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Audit;

/// <summary>A link of an organization's hash chain: gives an entry its place and binds it to all before it. Rows of its own, so that the entries themselves are never written twice.</summary>
public sealed class AuditSeal : IOrganizationOwned
{
    private AuditSeal()
    {
    }

    /// <inheritdoc />
    public Guid OrganizationId { get; private set; }

    /// <summary>Place in the chain, from 1, without gaps; in the order of commits, not of time.</summary>
    public long Seq { get; private set; }

    /// <summary>The entry.</summary>
    public Guid EntryId { get; private set; }

    /// <summary>Digest of the entry's redactable part; stays when that is erased.</summary>
    public byte[] RedactableHash { get; private set; } = [];

    /// <summary>SHA-256 over the link before, the place and the entry (<see cref="AuditChain"/>).</summary>
    public byte[] Hash { get; private set; } = [];

    /// <summary>When it was sealed.</summary>
    public DateTimeOffset SealedAt { get; private set; }
}

/// <summary>Transactions whose entries wait to be sealed.</summary>
public sealed class AuditBatch : IOrganizationOwned
{
    private AuditBatch()
    {
    }

    /// <inheritdoc />
    public Guid OrganizationId { get; private set; }

    /// <summary>The transaction's id, as its entries carry it.</summary>
    public Guid BatchId { get; private set; }
}

/// <summary>The end of an organization's chain as it was on a day, signed and also written outside the database: what is cut off or rewritten later no longer fits it.</summary>
public sealed class AuditHead : IOrganizationOwned
{
    /// <summary>Longest signature: ECDSA over P-256, in bytes.</summary>
    public const int SignatureMaxLength = 80;

    private AuditHead()
    {
    }

    /// <summary>The head of a chain.</summary>
    public AuditHead(Guid organizationId, long seq, byte[] hash, DateTimeOffset signedAt, byte[] signature) =>
        (OrganizationId, Seq, Hash, SignedAt, Signature) = (organizationId, seq, hash, signedAt, signature);

    /// <inheritdoc />
    public Guid OrganizationId { get; private set; }

    /// <summary>Last place of the chain.</summary>
    public long Seq { get; private set; }

    /// <summary>Hash of the link there.</summary>
    public byte[] Hash { get; private set; } = [];

    /// <summary>When it was signed.</summary>
    public DateTimeOffset SignedAt { get; private set; }

    /// <summary>Signature over organization, place, hash and time.</summary>
    public byte[] Signature { get; private set; } = [];
}
