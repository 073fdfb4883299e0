using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NexusCrm.Domain.Views;

namespace NexusCrm.Infrastructure.Persistence.Configurations.Views;

internal sealed class SavedViewConfiguration : IEntityTypeConfiguration<SavedView>
{
    public void Configure(EntityTypeBuilder<SavedView> builder)
    {
        builder.ToTable("saved_views");
        builder.Property(v => v.RecordType).HasMaxLength(SavedView.RecordTypeMaxLength);
        builder.Property(v => v.Name).HasMaxLength(SavedView.NameMaxLength);
        builder.PrimitiveCollection(v => v.Columns).ElementType().HasMaxLength(SavedView.ColumnMaxLength);
        builder.Property(v => v.Filter).HasMaxLength(SavedView.FilterMaxLength);
        builder.Property(v => v.Sort).HasMaxLength(SavedView.SortMaxLength);
        builder.HasIndex(v => new { v.OrganizationId, v.RecordType, v.OwnerId });
    }
}

internal sealed class DefaultViewConfiguration : IEntityTypeConfiguration<DefaultView>
{
    public void Configure(EntityTypeBuilder<DefaultView> builder)
    {
        builder.ToTable("default_views");
        builder.Property(d => d.RecordType).HasMaxLength(SavedView.RecordTypeMaxLength);
        builder.HasOne<SavedView>().WithMany().HasForeignKey(d => new { d.OrganizationId, d.ViewId }).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(d => new { d.OrganizationId, d.UserId, d.RecordType }).IsUnique();
    }
}
