using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NexusCrm.Domain.Audit;
using NexusCrm.Infrastructure.Persistence.Conventions;

namespace NexusCrm.Infrastructure.Persistence.Configurations.Audit;

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("audit_entries");
        builder.IsNotAudited("it is the trail");
        builder.Property(e => e.EntityType).HasMaxLength(AuditEntry.NameMaxLength);
        builder.Property(e => e.Operation).HasMaxLength(AuditEntry.OperationMaxLength);
        builder.Property(e => e.RequestId).HasMaxLength(AuditEntry.RequestIdMaxLength);
        builder.Property(e => e.Ip).HasMaxLength(AuditEntry.IpMaxLength);
        builder.Property(e => e.Reason).HasMaxLength(AuditEntry.ReasonMaxLength);
        builder.Property(e => e.Changes).HasColumnType("jsonb");
        builder.Property(e => e.Personal).HasColumnType("jsonb");
        builder.HasOne(e => e.Seal).WithOne().HasForeignKey<AuditSeal>(s => new { s.OrganizationId, s.EntryId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(e => new { e.OrganizationId, e.At, e.Id });
        builder.HasIndex(e => new { e.OrganizationId, e.EntityType, e.EntityId, e.Id });
    }
}

internal sealed class AuditSealConfiguration : IEntityTypeConfiguration<AuditSeal>
{
    public void Configure(EntityTypeBuilder<AuditSeal> builder)
    {
        builder.ToTable("audit_seals");
        builder.IsNotAudited("it is the trail");
        builder.HasKey(s => new { s.OrganizationId, s.Seq });
        builder.Property(s => s.Seq).ValueGeneratedNever();
        builder.Property(s => s.RedactableHash).HasMaxLength(SHA256.HashSizeInBytes);
        builder.Property(s => s.Hash).HasMaxLength(SHA256.HashSizeInBytes);
        builder.HasIndex(s => new { s.OrganizationId, s.EntryId }).IsUnique();
    }
}

internal sealed class AuditBatchConfiguration : IEntityTypeConfiguration<AuditBatch>
{
    public void Configure(EntityTypeBuilder<AuditBatch> builder)
    {
        builder.ToTable("audit_batches");
        builder.IsNotAudited("it is the trail");
        builder.HasKey(b => new { b.OrganizationId, b.BatchId });
    }
}

internal sealed class AuditHeadConfiguration : IEntityTypeConfiguration<AuditHead>
{
    public void Configure(EntityTypeBuilder<AuditHead> builder)
    {
        builder.ToTable("audit_heads");
        builder.IsNotAudited("it is the trail");
        builder.HasKey(h => new { h.OrganizationId, h.SignedAt });
        builder.Property(h => h.Hash).HasMaxLength(SHA256.HashSizeInBytes);
        builder.Property(h => h.Signature).HasMaxLength(AuditHead.SignatureMaxLength);
    }
}
