using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NexusCrm.Domain.Imports;
using NexusCrm.Domain.Jobs;

namespace NexusCrm.Infrastructure.Persistence.Configurations.Imports;

internal sealed class UploadConfiguration : IEntityTypeConfiguration<Upload>
{
    public void Configure(EntityTypeBuilder<Upload> builder)
    {
        builder.ToTable("uploads");
        builder.Property(u => u.FileName).HasMaxLength(Upload.FileNameMaxLength);
        builder.HasIndex(u => new { u.OrganizationId, u.CreatedAt });
    }
}

internal sealed class ImportMappingConfiguration : IEntityTypeConfiguration<ImportMapping>
{
    public void Configure(EntityTypeBuilder<ImportMapping> builder)
    {
        builder.ToTable("import_mappings");
        builder.Property(m => m.RecordType).HasMaxLength(ImportMapping.RecordTypeMaxLength);
        builder.Property(m => m.HeadersHash).HasMaxLength(ImportMapping.HeadersHashLength);
        builder.Property(m => m.Mapping).HasColumnType("jsonb");
        builder.HasIndex(m => new { m.OrganizationId, m.RecordType, m.HeadersHash }).IsUnique();
    }
}

internal sealed class ImportBatchConfiguration : IEntityTypeConfiguration<ImportBatch>
{
    public void Configure(EntityTypeBuilder<ImportBatch> builder)
    {
        builder.ToTable("import_batches");
        builder.HasKey(b => new { b.OrganizationId, b.JobId, b.LastRow });
        builder.Property(b => b.Before).HasColumnType("jsonb");
        builder.HasOne<BackgroundJob>().WithMany().HasForeignKey(b => new { b.OrganizationId, b.JobId }).OnDelete(DeleteBehavior.Cascade);
    }
}
