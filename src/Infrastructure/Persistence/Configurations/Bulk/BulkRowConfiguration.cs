using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NexusCrm.Domain.Bulk;
using NexusCrm.Domain.Jobs;

namespace NexusCrm.Infrastructure.Persistence.Configurations.Bulk;

internal sealed class BulkRowConfiguration : IEntityTypeConfiguration<BulkRow>
{
    public void Configure(EntityTypeBuilder<BulkRow> builder)
    {
        builder.ToTable("bulk_rows");
        builder.HasKey(r => new { r.OrganizationId, r.JobId, r.Row });
        builder.Property(r => r.Code).HasMaxLength(BulkRow.CodeMaxLength);
        builder.Property(r => r.Message).HasMaxLength(BulkRow.MessageMaxLength);
        builder.Property(r => r.Before).HasColumnType("jsonb");
        builder.HasOne<BackgroundJob>().WithMany().HasForeignKey(r => new { r.OrganizationId, r.JobId }).OnDelete(DeleteBehavior.Cascade);
    }
}
