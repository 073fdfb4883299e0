using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NexusCrm.Domain.Merging;

namespace NexusCrm.Infrastructure.Persistence.Configurations.Merging;

internal sealed class MergeJournalConfiguration : IEntityTypeConfiguration<MergeJournal>
{
    public void Configure(EntityTypeBuilder<MergeJournal> builder)
    {
        builder.ToTable("merge_journals");
        builder.Property(j => j.Content).HasColumnType("jsonb");
        builder.HasIndex(j => new { j.OrganizationId, j.Kind, j.WinnerId });
    }
}
