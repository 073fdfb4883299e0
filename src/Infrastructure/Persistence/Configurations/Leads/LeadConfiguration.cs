using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;
using NexusCrm.Infrastructure.Persistence.Configurations.Common;

namespace NexusCrm.Infrastructure.Persistence.Configurations.Leads;

internal sealed class LeadConfiguration : IEntityTypeConfiguration<Lead>
{
    public void Configure(EntityTypeBuilder<Lead> builder)
    {
        builder.ToTable("leads");
        Lengths(builder);
        builder.ComplexProperty(l => l.AnnualRevenue);
        builder.ComplexProperty(l => l.Budget);
        builder.ComplexProperty(l => l.Address, a => a.IsPostalAddress());
        builder.ComplexProperty(l => l.Utm, u => u.IsUtm());
        builder.ComplexProperty(l => l.Conversion);
        builder.IsCrmRecord();
        builder.Property(l => l.ScoreBreakdown).HasColumnType("jsonb");
        builder.Ignore(l => l.IsOpen);
        Indexes(builder);
    }

    private static void Lengths(EntityTypeBuilder<Lead> builder)
    {
        builder.Property(l => l.FirstName).HasMaxLength(LeadDetails.NameMaxLength);
        builder.Property(l => l.LastName).HasMaxLength(LeadDetails.NameMaxLength);
        builder.Property(l => l.FullName).HasMaxLength(Lead.FullNameMaxLength);
        builder.Property(l => l.Email).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(l => l.NormalizedEmail).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(l => l.EmailDomain).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(l => l.Phone).HasMaxLength(PhoneNumber.MaxLength);
        builder.Property(l => l.Company).HasMaxLength(LeadDetails.CompanyMaxLength);
        builder.Property(l => l.NormalizedCompany).HasMaxLength(LeadDetails.CompanyMaxLength);
        builder.Property(l => l.JobTitle).HasMaxLength(LeadDetails.JobTitleMaxLength);
        builder.Property(l => l.Website).HasMaxLength(LeadDetails.WebsiteMaxLength);
        builder.Property(l => l.Industry).HasMaxLength(LeadDetails.IndustryMaxLength);
        builder.Property(l => l.Timeline).HasMaxLength(LeadDetails.TimelineMaxLength);
        builder.Property(l => l.Referrer).HasMaxLength(LeadDetails.PageMaxLength);
        builder.Property(l => l.LandingPage).HasMaxLength(LeadDetails.PageMaxLength);
        builder.Property(l => l.Description).HasMaxLength(LeadDetails.DescriptionMaxLength);
        builder.Property(l => l.DisqualifyNote).HasMaxLength(Lead.NoteMaxLength);
    }

    /// <summary>One index per sortable default and per key that duplicates are matched on.</summary>
    private static void Indexes(EntityTypeBuilder<Lead> builder)
    {
        builder.HasIndex(l => new { l.OrganizationId, l.CreatedAt, l.Id }).HasFilter("deleted_at is null");
        builder.HasIndex(l => new { l.OrganizationId, l.UpdatedAt, l.Id }).HasFilter("deleted_at is null");
        builder.HasIndex(l => new { l.OrganizationId, l.Score, l.Id }).HasFilter("deleted_at is null");
        builder.HasIndex(l => new { l.OrganizationId, l.FullName, l.Id }).HasFilter("deleted_at is null");
        builder.HasIndex(l => new { l.OrganizationId, l.Status, l.CreatedAt, l.Id }).HasFilter("deleted_at is null");
        builder.HasIndex(l => new { l.OrganizationId, l.OwnerId, l.CreatedAt, l.Id }).HasFilter("deleted_at is null");
        builder.HasIndex(l => new { l.OrganizationId, l.NormalizedEmail });
        builder.HasIndex(l => new { l.OrganizationId, l.Phone });
        builder.HasIndex(l => new { l.OrganizationId, l.NormalizedCompany });
    }
}

internal sealed class LeadStatusChangeConfiguration : IEntityTypeConfiguration<LeadStatusChange>
{
    public void Configure(EntityTypeBuilder<LeadStatusChange> builder)
    {
        builder.ToTable("lead_status_changes");
        builder.Property(c => c.Note).HasMaxLength(Lead.NoteMaxLength);
        builder.HasOne<Lead>().WithMany(l => l.StatusHistory).HasForeignKey(c => new { c.OrganizationId, c.LeadId }).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(c => new { c.OrganizationId, c.LeadId, c.At });
    }
}

internal sealed class LeadAssignmentConfiguration : IEntityTypeConfiguration<LeadAssignment>
{
    public void Configure(EntityTypeBuilder<LeadAssignment> builder)
    {
        builder.ToTable("lead_assignments");
        builder.HasOne<Lead>().WithMany(l => l.Assignments).HasForeignKey(c => new { c.OrganizationId, c.LeadId }).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(c => new { c.OrganizationId, c.LeadId, c.At });
    }
}

internal sealed class LeadTouchConfiguration : IEntityTypeConfiguration<LeadTouch>
{
    public void Configure(EntityTypeBuilder<LeadTouch> builder)
    {
        builder.ToTable("lead_touches");
        builder.ComplexProperty(t => t.Utm, u => u.IsUtm());
        builder.Property(t => t.Referrer).HasMaxLength(LeadDetails.PageMaxLength);
        builder.Property(t => t.LandingPage).HasMaxLength(LeadDetails.PageMaxLength);
        builder.HasOne<Lead>().WithMany(l => l.Touches).HasForeignKey(c => new { c.OrganizationId, c.LeadId }).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(c => new { c.OrganizationId, c.LeadId, c.At });
    }
}
