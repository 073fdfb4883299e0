using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Infrastructure.Persistence.Configurations.Leads;

internal sealed class ConversionJournalConfiguration : IEntityTypeConfiguration<ConversionJournal>
{
    public void Configure(EntityTypeBuilder<ConversionJournal> builder)
    {
        builder.ToTable("conversion_journals");
        builder.Property(j => j.Content).HasColumnType("jsonb");
        builder.HasOne<Lead>().WithMany().HasForeignKey(j => new { j.OrganizationId, j.LeadId }).OnDelete(DeleteBehavior.Cascade);
        // One conversion per lead, whatever races.
        builder.HasIndex(j => new { j.OrganizationId, j.LeadId }).IsUnique();
        builder.HasIndex(j => new { j.OrganizationId, j.AccountId });
        builder.HasIndex(j => new { j.OrganizationId, j.ContactId });
        builder.HasIndex(j => new { j.OrganizationId, j.DealId });
    }
}
