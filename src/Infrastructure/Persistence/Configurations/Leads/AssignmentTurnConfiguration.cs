using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NexusCrm.Infrastructure.Persistence.Leads;

namespace NexusCrm.Infrastructure.Persistence.Configurations.Leads;

internal sealed class AssignmentTurnConfiguration : IEntityTypeConfiguration<AssignmentTurn>
{
    public void Configure(EntityTypeBuilder<AssignmentTurn> builder)
    {
        builder.ToTable("lead_assignment_turns");
        builder.HasKey(t => t.OrganizationId);
        builder.Property(t => t.OrganizationId).ValueGeneratedNever();
    }
}
