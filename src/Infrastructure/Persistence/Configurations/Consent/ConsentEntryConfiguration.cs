using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NexusCrm.Domain.Consent;

namespace NexusCrm.Infrastructure.Persistence.Configurations.Consent;

internal sealed class ConsentEntryConfiguration : IEntityTypeConfiguration<ConsentEntry>
{
    public void Configure(EntityTypeBuilder<ConsentEntry> builder)
    {
        builder.ToTable("consent_entries");
        builder.Property(e => e.Wording).HasMaxLength(ConsentEntry.WordingMaxLength);
        builder.Property(e => e.Source).HasMaxLength(ConsentEntry.SourceMaxLength);
        builder.Property(e => e.Proof).HasMaxLength(ConsentEntry.ProofMaxLength);
        builder.HasIndex(e => new { e.OrganizationId, e.PersonType, e.PersonId, e.At });
    }
}
