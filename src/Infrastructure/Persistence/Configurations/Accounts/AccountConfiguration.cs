using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Common;
using NexusCrm.Infrastructure.Persistence.Configurations.Common;

namespace NexusCrm.Infrastructure.Persistence.Configurations.Accounts;

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("accounts");
        builder.Property(a => a.Name).HasMaxLength(AccountDetails.NameMaxLength);
        builder.Property(a => a.NormalizedName).HasMaxLength(AccountDetails.NameMaxLength);
        builder.Property(a => a.Uen).HasMaxLength(Uen.MaxLength);
        builder.Property(a => a.GstNumber).HasMaxLength(GstNumber.MaxLength);
        builder.Property(a => a.Industry).HasMaxLength(AccountDetails.IndustryMaxLength);
        builder.Property(a => a.Website).HasMaxLength(WebAddress.MaxLength);
        builder.Property(a => a.WebsiteDomain).HasMaxLength(DomainName.MaxLength);
        builder.Property(a => a.Phone).HasMaxLength(PhoneNumber.MaxLength);
        builder.Property(a => a.Currency).HasMaxLength(Money.CurrencyLength);
        builder.Property(a => a.PeppolId).HasMaxLength(AccountDetails.PeppolIdMaxLength);
        builder.Ignore(a => a.UenCheck);
        builder.ComplexProperty(a => a.AnnualRevenue);
        builder.ComplexProperty(a => a.BillingAddress, a => a.IsPostalAddress());
        builder.ComplexProperty(a => a.ShippingAddress, a => a.IsPostalAddress());
        builder.IsCrmRecord();
        builder.HasOne<Account>().WithMany().HasForeignKey(a => new { a.OrganizationId, a.ParentId }).OnDelete(DeleteBehavior.NoAction);
        Indexes(builder);
    }

    private static void Indexes(EntityTypeBuilder<Account> builder)
    {
        builder.HasIndex(a => new { a.OrganizationId, a.CreatedAt, a.Id }).HasFilter("deleted_at is null");
        builder.HasIndex(a => new { a.OrganizationId, a.UpdatedAt, a.Id }).HasFilter("deleted_at is null");
        builder.HasIndex(a => new { a.OrganizationId, a.Name, a.Id }).HasFilter("deleted_at is null");
        builder.HasIndex(a => new { a.OrganizationId, a.OwnerId, a.CreatedAt, a.Id }).HasFilter("deleted_at is null");
        builder.HasIndex(a => new { a.OrganizationId, a.NormalizedName });
        builder.HasIndex(a => new { a.OrganizationId, a.WebsiteDomain });
        builder.HasIndex(a => new { a.OrganizationId, a.Uen });
        builder.HasIndex(a => new { a.OrganizationId, a.ParentId });
    }
}
