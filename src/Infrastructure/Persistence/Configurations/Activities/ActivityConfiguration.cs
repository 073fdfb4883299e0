using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NexusCrm.Domain.Activities;
using NexusCrm.Infrastructure.Persistence.Configurations.Common;

namespace NexusCrm.Infrastructure.Persistence.Configurations.Activities;

internal sealed class ActivityConfiguration : IEntityTypeConfiguration<Activity>
{
    public void Configure(EntityTypeBuilder<Activity> builder)
    {
        builder.ToTable("activities");
        builder.Property(a => a.Subject).HasMaxLength(ActivityDetails.SubjectMaxLength);
        builder.Property(a => a.Body).HasMaxLength(ActivityDetails.BodyMaxLength);
        builder.Property(a => a.Outcome).HasMaxLength(ActivityDetails.OutcomeMaxLength);
        builder.Ignore(a => a.IsEngagement);
        builder.IsCrmRecord();
        builder.HasIndex(a => new { a.OrganizationId, a.CreatedAt, a.Id }).HasFilter("deleted_at is null");
        builder.HasIndex(a => new { a.OrganizationId, a.OwnerId, a.Status, a.DueAt, a.Id }).HasFilter("deleted_at is null");
    }
}

internal sealed class ActivityLinkConfiguration : IEntityTypeConfiguration<ActivityLink>
{
    public void Configure(EntityTypeBuilder<ActivityLink> builder)
    {
        builder.ToTable("activity_links");
        builder.HasKey(l => new { l.OrganizationId, l.ActivityId, l.RecordType, l.RecordId });
        builder.HasOne<Activity>().WithMany(a => a.Links).HasForeignKey(l => new { l.OrganizationId, l.ActivityId }).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(l => new { l.OrganizationId, l.RecordType, l.RecordId });
    }
}
