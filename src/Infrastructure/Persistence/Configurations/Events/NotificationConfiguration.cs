using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NexusCrm.Domain.Events;
using NexusCrm.Domain.Notifications;
using NexusCrm.Infrastructure.Persistence.Conventions;

namespace NexusCrm.Infrastructure.Persistence.Configurations.Events;

internal sealed class NotificationConfiguration : IEntityTypeConfiguration<Notification>
{
    public void Configure(EntityTypeBuilder<Notification> builder)
    {
        builder.ToTable("notifications");
        builder.IsNotAudited("it tells of changes that the trail tells too");
        builder.Property(n => n.Subject).HasMaxLength(BusinessEvent.TypeMaxLength);
        builder.Property(n => n.Detail).HasMaxLength(Notification.DetailMaxLength);
        // An event that is delivered twice tells nobody twice.
        builder.HasIndex(n => new { n.OrganizationId, n.EventId, n.UserId }).IsUnique();
        builder.HasIndex(n => new { n.OrganizationId, n.UserId, n.Id });
        builder.HasIndex(n => new { n.OrganizationId, n.UserId }).HasFilter("read_at is null").HasDatabaseName("ix_notifications_unread");
    }
}

internal sealed class NotificationPreferenceConfiguration : IEntityTypeConfiguration<NotificationPreference>
{
    public void Configure(EntityTypeBuilder<NotificationPreference> builder)
    {
        builder.ToTable("notification_preferences");
        builder.IsNotAudited("a member's own comfort");
        builder.HasKey(p => new { p.OrganizationId, p.UserId, p.Kind });
    }
}
