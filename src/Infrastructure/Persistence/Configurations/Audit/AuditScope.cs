using Microsoft.EntityFrameworkCore;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Activities;
using NexusCrm.Domain.Bulk;
using NexusCrm.Domain.Consent;
using NexusCrm.Domain.Contacts;
using NexusCrm.Domain.Deals;
using NexusCrm.Domain.Imports;
using NexusCrm.Domain.Jobs;
using NexusCrm.Domain.Leads;
using NexusCrm.Domain.Merging;
using NexusCrm.Infrastructure.Identity;
using NexusCrm.Infrastructure.Operations;
using NexusCrm.Infrastructure.Persistence.Conventions;
using NexusCrm.Infrastructure.Persistence.Leads;

namespace NexusCrm.Infrastructure.Persistence.Configurations.Audit;

/// <summary>What the audit trail leaves out, and what it tells as part of another record. Whatever does not stand here is told with all its columns under its own name.</summary>
internal static class AuditScope
{
    public static void Apply(ModelBuilder builder)
    {
        LeaveOut(builder);
        Parts(builder);
        Derived(builder);
        People(builder);
    }

    private static void LeaveOut(ModelBuilder builder)
    {
        builder.Entity<IdempotencyRecord>().IsNotAudited("answers that were given already");
        builder.Entity<AssignmentTurn>().IsNotAudited("a counter");
        builder.Entity<JobFailure>().IsNotAudited("the report of a job");
        builder.Entity<BulkRow>().IsNotAudited("the journal of a job, whose records tell the change");
        builder.Entity<ImportBatch>().IsNotAudited("the journal of a job, whose records tell the change");
        builder.Entity<ConversionJournal>().IsNotAudited("the journal of a conversion, whose records tell the change");
        builder.Entity<MergeJournal>().IsNotAudited("the journal of a merge, whose records tell the change");
        builder.Entity<LeadStatusChange>().IsNotAudited("the lead's status tells it");
        builder.Entity<LeadAssignment>().IsNotAudited("the lead's owner and territory tell it");
        builder.Entity<DealStageChange>().IsNotAudited("the deal's stage tells it");
    }

    private static void Parts(ModelBuilder builder)
    {
        builder.Entity<LeadTouch>().IsPartOf("lead", t => t.LeadId, "touches");
        builder.Entity<ContactEmail>().IsPartOf("contact", e => e.ContactId, "emails");
        builder.Entity<ContactPhone>().IsPartOf("contact", p => p.ContactId, "phones");
        builder.Entity<ContactAccount>().IsPartOf("contact", a => a.ContactId, "accounts");
        builder.Entity<DealContact>().IsPartOf("deal", c => c.DealId, "contacts");
        builder.Entity<ActivityLink>().IsPartOf("activity", l => l.ActivityId, "links");
        builder.Entity<PipelineStage>().IsPartOf("pipeline", s => s.PipelineId, "stages");
        builder.Entity<ConsentEntry>().IsPartOf(nameof(ConsentEntry.PersonType), e => e.PersonId, "consents");
    }

    /// <summary>Score and last activity move by themselves or follow from other records; normalised texts follow from the text.</summary>
    private static void Derived(ModelBuilder builder)
    {
        builder.Entity<Lead>().IsDerived(nameof(Lead.FullName), nameof(Lead.NormalizedEmail), nameof(Lead.EmailDomain), nameof(Lead.NormalizedCompany));
        builder.Entity<Lead>().IsDerived(nameof(Lead.Score), nameof(Lead.ScoreBreakdown), nameof(Lead.ScoreProfileVersion), nameof(Lead.LastEngagementAt), nameof(Lead.LastTouchAt));
        builder.Entity<Lead>().IsDerived(nameof(Lead.AssignmentLocked));
        builder.Entity<Account>().IsDerived(nameof(Account.NormalizedName), nameof(Account.WebsiteDomain));
        builder.Entity<Contact>().IsDerived(nameof(Contact.FullName), nameof(Contact.PrimaryEmail), nameof(Contact.PrimaryPhone));
        builder.Entity<ContactEmail>().IsDerived(nameof(ContactEmail.Normalized), nameof(ContactEmail.WorkDomain));
        builder.Entity<Deal>().IsDerived(nameof(Deal.Rank), nameof(Deal.StageEnteredAt));
        builder.Entity<BackgroundJob>().IsDerived(
            nameof(BackgroundJob.Checkpoint), nameof(BackgroundJob.Result), nameof(BackgroundJob.Total), nameof(BackgroundJob.Succeeded), nameof(BackgroundJob.Skipped), nameof(BackgroundJob.Failed), nameof(BackgroundJob.StartedAt),
            nameof(BackgroundJob.FinishedAt), nameof(BackgroundJob.LeaseId), nameof(BackgroundJob.HeartbeatAt), nameof(BackgroundJob.Attempts));
        builder.Entity<ImportMapping>().IsDerived(nameof(ImportMapping.UsedAt));
    }

    private static void People(ModelBuilder builder)
    {
        var users = builder.Entity<User>();
        users.IsToldToOrganizationsOf(u => u.Id);
        users.IsSecret(nameof(User.PasswordHash));
        users.IsDerived(nameof(User.SecurityStamp), nameof(User.ConcurrencyStamp), nameof(User.NormalizedEmail), nameof(User.NormalizedUserName), nameof(User.UserName));
        users.IsDerived(nameof(User.AccessFailedCount), nameof(User.CreatedAt), nameof(User.PhoneNumber), nameof(User.PhoneNumberConfirmed), nameof(User.LockoutEnabled));

        var sessions = builder.Entity<Session>();
        sessions.IsToldTo(s => s.OrganizationId);
        sessions.IsDerived(nameof(Session.TokenExpiresAt), nameof(Session.EndsAt), nameof(Session.LastSeenAt), nameof(Session.Address), nameof(Session.IsPersistent));
    }
}
