using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NexusCrm.Infrastructure.Operations;

namespace NexusCrm.Infrastructure.Persistence.Configurations.Common;

internal sealed class IdempotencyRecordConfiguration : IEntityTypeConfiguration<IdempotencyRecord>
{
    public void Configure(EntityTypeBuilder<IdempotencyRecord> builder)
    {
        builder.ToTable("idempotency_keys");
        builder.Property(r => r.Key).HasMaxLength(IdempotencyRecord.KeyMaxLength);
        builder.Property(r => r.ContentType).HasMaxLength(IdempotencyRecord.HeaderMaxLength);
        builder.Property(r => r.Location).HasMaxLength(IdempotencyRecord.HeaderMaxLength);
        builder.Property(r => r.ETag).HasMaxLength(IdempotencyRecord.HeaderMaxLength);
        builder.HasIndex(r => new { r.OrganizationId, r.Principal, r.Key }).IsUnique();
        builder.HasIndex(r => new { r.OrganizationId, r.CreatedAt });
    }
}
