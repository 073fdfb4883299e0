using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Infrastructure.Persistence.Configurations.Leads;

internal sealed class LeadFormConfiguration : IEntityTypeConfiguration<LeadForm>
{
    public void Configure(EntityTypeBuilder<LeadForm> builder)
    {
        builder.ToTable("lead_forms");
        builder.Property(f => f.Name).HasMaxLength(LeadForm.NameMaxLength);
        builder.Property(f => f.PublicKey).HasMaxLength(LeadForm.PublicKeyLength);
        builder.Property(f => f.ConsentText).HasMaxLength(LeadForm.ConsentTextMaxLength);
        builder.Property(f => f.RedirectUrl).HasMaxLength(LeadForm.RedirectUrlMaxLength);
        builder.PrimitiveCollection(f => f.AllowedOrigins).ElementType().HasMaxLength(LeadForm.OriginMaxLength);
        builder.HasIndex(f => new { f.OrganizationId, f.PublicKey }).IsUnique();
    }
}
