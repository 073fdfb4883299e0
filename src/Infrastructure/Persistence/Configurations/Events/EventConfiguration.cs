using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NexusCrm.Domain.Events;
using NexusCrm.Infrastructure.Persistence.Conventions;

namespace NexusCrm.Infrastructure.Persistence.Configurations.Events;

internal sealed class BusinessEventConfiguration : IEntityTypeConfiguration<BusinessEvent>
{
    public void Configure(EntityTypeBuilder<BusinessEvent> builder)
    {
        builder.ToTable("outbox_messages");
        builder.IsNotAudited("it tells of changes that the trail tells too");
        builder.Property(e => e.Type).HasMaxLength(BusinessEvent.TypeMaxLength);
        builder.Property(e => e.Data).HasColumnType("jsonb");
        builder.Property(e => e.Ordinal).UseIdentityAlwaysColumn();
        builder.Property(e => e.OccurredAt).HasDefaultValueSql("now()").ValueGeneratedOnAdd();
        builder.HasIndex(e => new { e.OrganizationId, e.Position }).IsUnique().HasFilter("position is not null");
        builder.HasIndex(e => new { e.OrganizationId, e.RecordId, e.Sequence }).IsUnique().HasFilter("sequence is not null");
        // What has no place yet: a small partial index.
        builder.HasIndex(e => new { e.OrganizationId, e.Ordinal }).HasFilter("position is null").HasDatabaseName("ix_outbox_messages_waiting");
    }
}

internal sealed class EventDeliveryConfiguration : IEntityTypeConfiguration<EventDelivery>
{
    public void Configure(EntityTypeBuilder<EventDelivery> builder)
    {
        builder.ToTable("event_deliveries");
        builder.IsNotAudited("a queue");
        builder.HasKey(d => new { d.OrganizationId, d.EventId, d.Consumer });
        builder.Property(d => d.Consumer).HasMaxLength(EventDelivery.ConsumerMaxLength);
        builder.Property(d => d.Error).HasMaxLength(EventDelivery.ErrorMaxLength);
        builder.HasOne<BusinessEvent>().WithMany().HasForeignKey(d => new { d.OrganizationId, d.EventId }).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(d => new { d.OrganizationId, d.Consumer, d.RecordId, d.Sequence });
        // The nodes look over all organizations for what is due: a small partial index, not led by the organization.
        builder.HasIndex(d => d.DueAt).HasFilter("failed_at is null").HasDatabaseName("ix_event_deliveries_due");
    }
}
