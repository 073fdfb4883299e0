using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Contacts;
using NexusCrm.Infrastructure.Persistence.Configurations.Common;

namespace NexusCrm.Infrastructure.Persistence.Configurations.Contacts;

internal sealed class ContactConfiguration : IEntityTypeConfiguration<Contact>
{
    public void Configure(EntityTypeBuilder<Contact> builder)
    {
        builder.ToTable("contacts");
        builder.Property(c => c.FirstName).HasMaxLength(ContactDetails.NameMaxLength);
        builder.Property(c => c.LastName).HasMaxLength(ContactDetails.NameMaxLength);
        builder.Property(c => c.FullName).HasMaxLength(Contact.FullNameMaxLength);
        builder.Property(c => c.PrimaryEmail).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(c => c.PrimaryPhone).HasMaxLength(PhoneNumber.MaxLength);
        builder.Property(c => c.JobTitle).HasMaxLength(ContactDetails.JobTitleMaxLength);
        builder.Property(c => c.Department).HasMaxLength(ContactDetails.DepartmentMaxLength);
        builder.ComplexProperty(c => c.Address, a => a.IsPostalAddress());
        builder.IsCrmRecord();
        builder.HasOne<Contact>().WithMany().HasForeignKey(c => new { c.OrganizationId, c.ReportsToId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(c => new { c.OrganizationId, c.CreatedAt, c.Id }).HasFilter("deleted_at is null");
        builder.HasIndex(c => new { c.OrganizationId, c.UpdatedAt, c.Id }).HasFilter("deleted_at is null");
        builder.HasIndex(c => new { c.OrganizationId, c.FullName, c.Id }).HasFilter("deleted_at is null");
        builder.HasIndex(c => new { c.OrganizationId, c.OwnerId, c.CreatedAt, c.Id }).HasFilter("deleted_at is null");
    }
}

internal sealed class ContactEmailConfiguration : IEntityTypeConfiguration<ContactEmail>
{
    public void Configure(EntityTypeBuilder<ContactEmail> builder)
    {
        builder.ToTable("contact_emails");
        builder.Property(e => e.Value).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(e => e.Normalized).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(e => e.WorkDomain).HasMaxLength(DomainName.MaxLength);
        builder.Property(e => e.Label).HasMaxLength(ContactPoint.LabelMaxLength);
        builder.HasOne<Contact>().WithMany(c => c.Emails).HasForeignKey(e => new { e.OrganizationId, e.ContactId }).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(e => new { e.OrganizationId, e.Normalized });
        builder.HasIndex(e => new { e.OrganizationId, e.WorkDomain });
    }
}

internal sealed class ContactPhoneConfiguration : IEntityTypeConfiguration<ContactPhone>
{
    public void Configure(EntityTypeBuilder<ContactPhone> builder)
    {
        builder.ToTable("contact_phones");
        builder.Property(p => p.Value).HasMaxLength(PhoneNumber.MaxLength);
        builder.Property(p => p.Label).HasMaxLength(ContactPoint.LabelMaxLength);
        builder.HasOne<Contact>().WithMany(c => c.Phones).HasForeignKey(p => new { p.OrganizationId, p.ContactId }).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(p => new { p.OrganizationId, p.Value });
    }
}

internal sealed class ContactAccountConfiguration : IEntityTypeConfiguration<ContactAccount>
{
    public void Configure(EntityTypeBuilder<ContactAccount> builder)
    {
        builder.ToTable("contact_accounts");
        builder.HasKey(a => new { a.OrganizationId, a.ContactId, a.AccountId });
        builder.Property(a => a.Role).HasMaxLength(AccountPart.RoleMaxLength);
        builder.HasOne<Contact>().WithMany(c => c.Accounts).HasForeignKey(a => new { a.OrganizationId, a.ContactId }).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Account>().WithMany().HasForeignKey(a => new { a.OrganizationId, a.AccountId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(a => new { a.OrganizationId, a.AccountId }, "ix_contact_accounts_account");
        // One primary contact per account, held by the database against races (rule M9).
        builder.HasIndex(a => new { a.OrganizationId, a.AccountId }).IsUnique().HasFilter("is_primary").HasDatabaseName("ux_contact_accounts_primary");
    }
}
