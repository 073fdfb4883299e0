using NexusCrm.Domain.Audit;

namespace NexusCrm.Application.Audit;

/// <summary>Signs the heads of audit chains and keeps them where the database's owner does not reach.</summary>
public interface IAuditAnchors
{
    /// <summary>The public half of the signing key, as PEM, for auditors.</summary>
    string PublicKey { get; }

    /// <summary>A signature over a head.</summary>
    byte[] Sign(Guid organizationId, long seq, byte[] hash, DateTimeOffset at);

    /// <summary>True when this installation signed the head.</summary>
    bool IsGenuine(AuditHead head);

    /// <summary>Writes a head outside the database.</summary>
    Task WriteAsync(AuditHead head, CancellationToken ct);

    /// <summary>The heads that were written for an organization.</summary>
    Task<IReadOnlyList<AuditHead>> ReadAsync(Guid organizationId, CancellationToken ct);
}
