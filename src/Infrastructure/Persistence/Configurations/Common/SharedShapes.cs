using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NexusCrm.Domain.Common;

namespace NexusCrm.Infrastructure.Persistence.Configurations.Common;

/// <summary>Column lengths and types of the shapes that several aggregates share.</summary>
internal static class SharedShapes
{
    public static void IsCrmRecord<T>(this EntityTypeBuilder<T> builder)
        where T : CrmRecord
    {
        builder.PrimitiveCollection(r => r.Tags).ElementType().HasMaxLength(CrmRecord.TagMaxLength);
        builder.Property(r => r.CustomFields).HasColumnType("jsonb");
        // Tombstones are found by the record they became part of.
        builder.HasOne<T>().WithMany().HasForeignKey(r => new { r.OrganizationId, r.MergedIntoId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(r => new { r.OrganizationId, r.MergedIntoId }).HasFilter("merged_into_id is not null");
        // The recycle bin lists and purges by it.
        builder.HasIndex(r => new { r.OrganizationId, r.DeletedAt, r.Id }).HasFilter("deleted_at is not null");
    }

    public static void IsPostalAddress(this ComplexPropertyBuilder<PostalAddress> address)
    {
        address.Property(a => a.Line1).HasMaxLength(PostalAddress.LineMaxLength);
        address.Property(a => a.Line2).HasMaxLength(PostalAddress.LineMaxLength);
        address.Property(a => a.City).HasMaxLength(PostalAddress.PlaceMaxLength);
        address.Property(a => a.State).HasMaxLength(PostalAddress.PlaceMaxLength);
        address.Property(a => a.PostalCode).HasMaxLength(PostalAddress.PostalCodeMaxLength);
        address.Property(a => a.Country).HasMaxLength(PostalAddress.CountryLength);
    }

    public static void IsUtm(this ComplexPropertyBuilder<Utm> utm)
    {
        utm.Property(u => u.Source).HasMaxLength(Utm.PartMaxLength);
        utm.Property(u => u.Medium).HasMaxLength(Utm.PartMaxLength);
        utm.Property(u => u.Campaign).HasMaxLength(Utm.PartMaxLength);
        utm.Property(u => u.Term).HasMaxLength(Utm.PartMaxLength);
        utm.Property(u => u.Content).HasMaxLength(Utm.PartMaxLength);
    }
}
