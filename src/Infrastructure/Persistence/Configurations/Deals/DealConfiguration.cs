using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Contacts;
using NexusCrm.Domain.Deals;
using NexusCrm.Infrastructure.Persistence.Configurations.Common;

namespace NexusCrm.Infrastructure.Persistence.Configurations.Deals;

internal sealed class DealConfiguration : IEntityTypeConfiguration<Deal>
{
    public void Configure(EntityTypeBuilder<Deal> builder)
    {
        builder.ToTable("deals");
        builder.Property(d => d.Name).HasMaxLength(DealDetails.NameMaxLength);
        builder.Property(d => d.WonReason).HasMaxLength(DealClosing.ReasonMaxLength);
        builder.Property(d => d.ClosingNote).HasMaxLength(DealClosing.NoteMaxLength);
        builder.Property(d => d.NextStep).HasMaxLength(DealDetails.NextStepMaxLength);
        // Ranks compare byte by byte, whatever the collation of the database.
        builder.Property(d => d.Rank).HasMaxLength(Rank.MaxLength).UseCollation("C");
        builder.ComplexProperty(d => d.Amount);
        builder.ComplexProperty(d => d.Utm, u => u.IsUtm());
        builder.IsCrmRecord();
        builder.HasOne<Account>().WithMany().HasForeignKey(d => new { d.OrganizationId, d.AccountId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Pipeline>().WithMany().HasForeignKey(d => new { d.OrganizationId, d.PipelineId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<PipelineStage>().WithMany().HasForeignKey(d => new { d.OrganizationId, d.StageId }).OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(d => new { d.OrganizationId, d.CreatedAt, d.Id }).HasFilter("deleted_at is null");
        builder.HasIndex(d => new { d.OrganizationId, d.UpdatedAt, d.Id }).HasFilter("deleted_at is null");
        builder.HasIndex(d => new { d.OrganizationId, d.Name, d.Id }).HasFilter("deleted_at is null");
        builder.HasIndex(d => new { d.OrganizationId, d.OwnerId, d.CreatedAt, d.Id }).HasFilter("deleted_at is null");
        builder.HasIndex(d => new { d.OrganizationId, d.StageId, d.Rank }).HasFilter("deleted_at is null");
        builder.HasIndex(d => new { d.OrganizationId, d.CloseDate, d.Id }).HasFilter("deleted_at is null");
        builder.HasIndex(d => new { d.OrganizationId, d.AccountId });
        builder.HasIndex(d => new { d.OrganizationId, d.SourceLeadId });
    }
}

internal sealed class DealContactConfiguration : IEntityTypeConfiguration<DealContact>
{
    public void Configure(EntityTypeBuilder<DealContact> builder)
    {
        builder.ToTable("deal_contacts");
        builder.HasKey(c => new { c.OrganizationId, c.DealId, c.ContactId });
        builder.Property(c => c.Role).HasMaxLength(DealPart.RoleMaxLength);
        builder.HasOne<Deal>().WithMany(d => d.Contacts).HasForeignKey(c => new { c.OrganizationId, c.DealId }).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Contact>().WithMany().HasForeignKey(c => new { c.OrganizationId, c.ContactId }).OnDelete(DeleteBehavior.NoAction);
    }
}

internal sealed class DealStageChangeConfiguration : IEntityTypeConfiguration<DealStageChange>
{
    public void Configure(EntityTypeBuilder<DealStageChange> builder)
    {
        builder.ToTable("deal_stage_changes");
        builder.HasOne<Deal>().WithMany(d => d.StageHistory).HasForeignKey(c => new { c.OrganizationId, c.DealId }).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(c => new { c.OrganizationId, c.DealId, c.LeftAt });
    }
}

internal sealed class PipelineConfiguration : IEntityTypeConfiguration<Pipeline>
{
    public void Configure(EntityTypeBuilder<Pipeline> builder)
    {
        builder.ToTable("pipelines");
        builder.Property(p => p.Name).HasMaxLength(Pipeline.NameMaxLength);
        builder.Ignore(p => p.FirstStage);
        builder.HasIndex(p => p.OrganizationId).IsUnique().HasFilter("is_default").HasDatabaseName("ux_pipelines_default");
    }
}

internal sealed class PipelineStageConfiguration : IEntityTypeConfiguration<PipelineStage>
{
    public void Configure(EntityTypeBuilder<PipelineStage> builder)
    {
        builder.ToTable("pipeline_stages");
        builder.Property(s => s.Name).HasMaxLength(Pipeline.NameMaxLength);
        builder.HasOne<Pipeline>().WithMany(p => p.Stages).HasForeignKey(s => new { s.OrganizationId, s.PipelineId }).OnDelete(DeleteBehavior.Cascade);
    }
}
