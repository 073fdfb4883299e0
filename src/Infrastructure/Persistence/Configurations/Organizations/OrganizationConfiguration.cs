using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Members;
using NexusCrm.Domain.Organizations;
using NexusCrm.Infrastructure.Persistence.Configurations.Common;

namespace NexusCrm.Infrastructure.Persistence.Configurations.Organizations;

internal sealed class OrganizationConfiguration : IEntityTypeConfiguration<Organization>
{
    public void Configure(EntityTypeBuilder<Organization> builder)
    {
        builder.ToTable("organizations", t => t.HasCheckConstraint("ck_organizations_owns_itself", "organization_id = id"));
        builder.Property(o => o.Name).HasMaxLength(OrganizationDetails.NameMaxLength);
        builder.Property(o => o.Slug).HasMaxLength(Slug.MaxLength);
        builder.Property(o => o.Uen).HasMaxLength(Uen.MaxLength);
        builder.Property(o => o.TimeZone).HasMaxLength(OrganizationDetails.TimeZoneMaxLength);
        builder.Property(o => o.Currency).HasMaxLength(Money.CurrencyLength);
        builder.Ignore(o => o.UenCheck).Ignore(o => o.Assignment);
        builder.ComplexProperty(o => o.Address, a => a.IsPostalAddress());
        builder.ComplexProperty(o => o.Gst, g => g.Property(s => s.Number).HasMaxLength(GstNumber.MaxLength));
        builder.ComplexProperty(o => o.Dpo, Officer);
        builder.ComplexProperty(o => o.Branding, b => b.Property(x => x.Colour).HasMaxLength(Branding.ColourLength));
        // The slug is part of addresses and unique over all organizations.
        builder.HasIndex(o => o.Slug).IsUnique();
    }

    private static void Officer(ComplexPropertyBuilder<DataProtectionOfficer> dpo)
    {
        dpo.Property(d => d.Name).HasMaxLength(DataProtectionOfficer.NameMaxLength);
        dpo.Property(d => d.Email).HasMaxLength(EmailAddress.MaxLength);
        dpo.Property(d => d.Phone).HasMaxLength(PhoneNumber.MaxLength);
    }
}

internal sealed class MembershipConfiguration : IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Membership> builder)
    {
        builder.ToTable("memberships");
        builder.Property(m => m.DisplayName).HasMaxLength(Membership.DisplayNameMaxLength);
        builder.Property(m => m.Email).HasMaxLength(EmailAddress.MaxLength);
        builder.Ignore(m => m.IsActiveOwner).Ignore(m => m.Holds);
        builder.HasIndex(m => new { m.OrganizationId, m.UserId }).IsUnique();
        builder.HasIndex(m => m.UserId);
    }
}
