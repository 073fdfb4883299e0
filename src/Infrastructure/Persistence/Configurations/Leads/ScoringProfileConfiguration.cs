using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Infrastructure.Persistence.Configurations.Leads;

internal sealed class ScoringProfileConfiguration : IEntityTypeConfiguration<ScoringProfile>
{
    public void Configure(EntityTypeBuilder<ScoringProfile> builder)
    {
        builder.ToTable("scoring_profiles");
        builder.Ignore(p => p.Factors);
        builder.Property<List<ScoringFactor>>("_factors").HasColumnName("factors").HasColumnType("jsonb").HasConversion(
            factors => JsonSerializer.Serialize(factors, JsonSerializerOptions.Web),
            json => JsonSerializer.Deserialize<List<ScoringFactor>>(json, JsonSerializerOptions.Web)!,
            new ValueComparer<List<ScoringFactor>>((a, b) => a!.SequenceEqual(b!), f => f.Count, f => f.ToList()));
        builder.HasIndex(p => p.OrganizationId).IsUnique();
    }
}
