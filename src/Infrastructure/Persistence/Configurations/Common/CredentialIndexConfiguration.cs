using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NexusCrm.Infrastructure.Persistence.Credentials;

namespace NexusCrm.Infrastructure.Persistence.Configurations.Common;

internal sealed class CredentialIndexConfiguration : IEntityTypeConfiguration<CredentialIndexEntry>
{
    public void Configure(EntityTypeBuilder<CredentialIndexEntry> builder)
    {
        builder.ToTable("credential_index");
        builder.HasKey(e => e.Hash);
        builder.Property(e => e.Hash).HasMaxLength(SHA256.HashSizeInBytes).ValueGeneratedNever();
        builder.HasIndex(e => e.OrganizationId);
    }
}
