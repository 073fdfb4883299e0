using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NexusCrm.Domain.Jobs;

namespace NexusCrm.Infrastructure.Persistence.Configurations.Jobs;

internal sealed class BackgroundJobConfiguration : IEntityTypeConfiguration<BackgroundJob>
{
    public void Configure(EntityTypeBuilder<BackgroundJob> builder)
    {
        builder.ToTable("jobs");
        builder.Property(j => j.Kind).HasMaxLength(BackgroundJob.KindMaxLength);
        builder.Property(j => j.RecordType).HasMaxLength(BackgroundJob.KindMaxLength);
        builder.Property(j => j.Payload).HasColumnType("jsonb");
        builder.Property(j => j.Checkpoint).HasColumnType("jsonb");
        builder.Property(j => j.Result).HasColumnType("jsonb");
        builder.Property(j => j.Error).HasMaxLength(BackgroundJob.ErrorMaxLength);
        builder.Ignore(j => j.Type);
        builder.Ignore(j => j.Progress);
        builder.Ignore(j => j.IsFinished);
        builder.HasIndex(j => new { j.OrganizationId, j.CreatedAt, j.Id });
        // The launcher looks over all organizations for what waits or lost its node: a small partial index, not led by the organization.
        builder.HasIndex(j => j.Id).HasFilter("finished_at is null").HasDatabaseName("ix_jobs_unfinished");
    }
}

internal sealed class JobFailureConfiguration : IEntityTypeConfiguration<JobFailure>
{
    public void Configure(EntityTypeBuilder<JobFailure> builder)
    {
        builder.ToTable("job_failures");
        builder.HasKey(f => new { f.OrganizationId, f.JobId, f.Row });
        builder.Property(f => f.Column).HasMaxLength(JobFailure.ColumnMaxLength);
        builder.Property(f => f.Code).HasMaxLength(JobFailure.CodeMaxLength);
        builder.Property(f => f.Message).HasMaxLength(JobFailure.MessageMaxLength);
        builder.HasOne<BackgroundJob>().WithMany().HasForeignKey(f => new { f.OrganizationId, f.JobId }).OnDelete(DeleteBehavior.Cascade);
    }
}
