using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NexusCrm.Infrastructure.Outbox;

namespace NexusCrm.Infrastructure.Persistence.Configurations.Common;

internal sealed class OutboxMessageConfiguration : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("outbox_messages");
        builder.Property(m => m.Type).HasMaxLength(OutboxMessage.TypeMaxLength);
        builder.Property(m => m.CreatedAt).HasDefaultValueSql("now()").ValueGeneratedOnAdd();
        // The dispatcher looks over all organizations for what is not handed out yet: a small partial index, not led by the organization.
        builder.HasIndex(m => m.Id).HasFilter("dispatched_at is null").HasDatabaseName("ix_outbox_messages_waiting");
    }
}
