using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NexusCrm.Infrastructure.Identity;

namespace NexusCrm.Infrastructure.Persistence.Configurations.Identity;

/// <summary>The framework maps passkeys only where its options ask for it, which the migrator and the design-time tools do not have; hence here.</summary>
internal sealed class PasskeyConfiguration : IEntityTypeConfiguration<IdentityUserPasskey<Guid>>
{
    /// <summary>Longest credential id by the WebAuthn specification, in bytes.</summary>
    private const int CredentialIdMaxLength = 1023;

    public void Configure(EntityTypeBuilder<IdentityUserPasskey<Guid>> builder)
    {
        builder.ToTable("user_passkeys");
        builder.HasKey(p => p.CredentialId);
        builder.Property(p => p.CredentialId).HasMaxLength(CredentialIdMaxLength);
        builder.Property(p => p.Data).HasColumnType("jsonb").HasConversion(
            data => Write(data),
            json => Read(json),
            new ValueComparer<IdentityPasskeyData>((a, b) => Write(a!) == Write(b!), data => Write(data).GetHashCode(StringComparison.Ordinal), data => Read(Write(data))));
        builder.HasOne<User>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    private static string Write(IdentityPasskeyData data) => JsonSerializer.Serialize(data, JsonSerializerOptions.Web);

    private static IdentityPasskeyData Read(string json) => JsonSerializer.Deserialize<IdentityPasskeyData>(json, JsonSerializerOptions.Web)!;
}

internal sealed class PasskeyChallengeConfiguration : IEntityTypeConfiguration<PasskeyChallengeRow>
{
    public void Configure(EntityTypeBuilder<PasskeyChallengeRow> builder)
    {
        builder.ToTable("passkey_challenges");
        builder.HasKey(c => c.StateHash);
        builder.HasOne<User>().WithMany().HasForeignKey(c => c.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(c => c.ExpiresAt);
    }
}
