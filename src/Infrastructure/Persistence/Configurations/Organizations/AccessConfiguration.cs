using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Members;
using NexusCrm.Infrastructure.Persistence.Conventions;

namespace NexusCrm.Infrastructure.Persistence.Configurations.Organizations;

internal sealed class CustomRoleConfiguration : IEntityTypeConfiguration<CustomRole>
{
    public void Configure(EntityTypeBuilder<CustomRole> builder)
    {
        builder.ToTable("custom_roles");
        builder.Property(r => r.Name).HasMaxLength(CustomRole.NameMaxLength);
        builder.PrimitiveCollection(r => r.Permissions).ElementType().HasMaxLength(CustomRole.PermissionMaxLength);
        builder.HasIndex(r => new { r.OrganizationId, r.Name }).IsUnique();
    }
}

internal sealed class InvitationConfiguration : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("invitations");
        builder.Property(i => i.Email).HasMaxLength(EmailAddress.MaxLength);
        builder.Ignore(i => i.Offers);
        // One that waits per address, also for two who invite at once.
        builder.HasIndex(i => new { i.OrganizationId, i.Email }).IsUnique().HasFilter("status = 'pending'");
    }
}

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("api_keys");
        builder.Property(k => k.Name).HasMaxLength(ApiKey.NameMaxLength);
        builder.Property(k => k.Prefix).HasMaxLength(ApiKey.PrefixLength);
        builder.PrimitiveCollection(k => k.Scopes).ElementType().HasMaxLength(CustomRole.PermissionMaxLength);
        builder.HasIndex(k => new { k.OrganizationId, k.KeyHash }).IsUnique();
        builder.IsDerived(nameof(ApiKey.LastUsedAt));
    }
}
