using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Accounts;
using NexusCrm.Application.Accounts.Commands;
using NexusCrm.Application.Activities;
using NexusCrm.Application.Activities.Commands;
using NexusCrm.Application.Audit;
using NexusCrm.Application.Common.Audit;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Contacts;
using NexusCrm.Application.Contacts.Commands;
using NexusCrm.Application.Deals;
using NexusCrm.Application.Deals.Commands;
using NexusCrm.Application.Leads;
using NexusCrm.Application.Leads.Capture;
using NexusCrm.Application.Leads.Commands;
using NexusCrm.Application.Leads.Conversion;
using NexusCrm.Application.Leads.Forms;
using NexusCrm.Application.Leads.Scoring;
using NexusCrm.Application.Organizations;
using NexusCrm.Application.Organizations.Commands;
using NexusCrm.Application.Views.Commands;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Activities;
using NexusCrm.Domain.Audit;
using NexusCrm.Domain.Contacts;
using NexusCrm.Domain.Deals;
using NexusCrm.Domain.Leads;
using NexusCrm.Domain.Views;

namespace NexusCrm.Application.FunctionalTests.Audit;

/// <summary>Every command is in the trail (rule U1): a new one fails here until it is sent once, or it is said where else it is proven or why it has no entry.</summary>
[TestFixture]
internal sealed class AuditedCommandTests : CrmFixture
{
    /// <summary>Commands that are not sent here, with the reason.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.Ordinal)
    {
        ["SignIn"] = "AuditApiTests: sessions", ["SignOut"] = "AuditApiTests: sessions", ["SwitchOrganization"] = "AuditApiTests: sessions", ["EndSession"] = "AuditApiTests: sessions", ["RefreshSession"] = "changes tokens only",
        ["ReadNotifications"] = "a member's own notifications are left out by name", ["UpdateNotificationPreferences"] = "a member's own comfort is left out by name",
        ["Register"] = "makes an organization, which is told", ["VerifyEmail"] = "changes users, whose trigger AuditApiTests prove", ["ResetPassword"] = "changes users, whose trigger AuditApiTests prove",
        ["ChangePassword"] = "AuditApiTests", ["UpdateMe"] = "changes users, whose trigger AuditApiTests prove", ["RequestPasswordReset"] = "changes nothing, sends a mail",
        ["EnrolTwoFactor"] = "changes users' own secrets", ["ConfirmTwoFactor"] = "changes users, whose trigger AuditApiTests prove", ["DisableTwoFactor"] = "changes users, whose trigger AuditApiTests prove",
        ["RenewRecoveryCodes"] = "changes users' own secrets", ["CompleteSignIn"] = "AuditApiTests: sessions",
        ["AcceptInvitation"] = "changes memberships, roles, keys or invitations, which are told by their tables",
        ["ActivateMember"] = "changes memberships, roles, keys or invitations, which are told by their tables",
        ["ChangeMemberRole"] = "changes memberships, roles, keys or invitations, which are told by their tables",
        ["InviteMember"] = "changes memberships, roles, keys or invitations, which are told by their tables",
        ["RemoveMember"] = "changes memberships, roles, keys or invitations, which are told by their tables",
        ["ResendInvitation"] = "changes memberships, roles, keys or invitations, which are told by their tables",
        ["RevokeInvitation"] = "changes memberships, roles, keys or invitations, which are told by their tables",
        ["SuspendMember"] = "changes memberships, roles, keys or invitations, which are told by their tables",
        ["TransferOwnership"] = "changes memberships, roles, keys or invitations, which are told by their tables",
        ["CreateApiKey"] = "changes memberships, roles, keys or invitations, which are told by their tables",
        ["RevokeApiKey"] = "changes memberships, roles, keys or invitations, which are told by their tables", ["CreateRole"] = "changes memberships, roles, keys or invitations, which are told by their tables",
        ["DeleteRole"] = "changes memberships, roles, keys or invitations, which are told by their tables", ["UpdateRole"] = "changes memberships, roles, keys or invitations, which are told by their tables",
        ["ConfirmEmailChange"] = "a person's own credentials and sessions", ["RequestEmailChange"] = "a person's own credentials and sessions", ["AddPasskey"] = "a person's own credentials and sessions",
        ["RemovePasskey"] = "a person's own credentials and sessions", ["BeginPasskey"] = "a person's own credentials and sessions", ["BeginPasskeySignIn"] = "a person's own credentials and sessions",
        ["PasskeySignIn"] = "a person's own credentials and sessions", ["ViewAsRole"] = "a person's own credentials and sessions", ["LeaveRoleView"] = "a person's own credentials and sessions",
        ["FoundOrganization"] = "makes an organization, which is told", ["CreateOrganization"] = "makes an organization, which is told",
        ["MergeAccounts"] = "tests of merging", ["MergeContacts"] = "tests of merging", ["MergeLeads"] = "tests of merging", ["UnmergeAccount"] = "tests of merging", ["UnmergeContact"] = "tests of merging",
        ["UnmergeLead"] = "tests of merging",
        ["UploadImportFile"] = "adds an upload, which is told", ["StartImport"] = "queues a job as StartBulkAction does", ["ImportRows"] = "a step of a job", ["UndoImportBatch"] = "a step of a job",
        ["StartBulkAction"] = "queues a job, as VerifyAudit does", ["ApplyBulkRows"] = "a step of a job, row by row the record's own command", ["UndoBulkRows"] = "a step of a job", ["UndoJob"] = "queues a job, as VerifyAudit does",
        ["CancelJob"] = "changes a job's status", ["ExpectRows"] = "a job's progress", ["PurgeUploads"] = "deletes uploads, which are told", ["RescoreBatch"] = "derived values", ["RescoreLeads"] = "derived values",
        ["ScoreLead"] = "derived values", ["VerifyAuditStretch"] = "a job's progress", ["SignAuditHead"] = "writes the trail itself",
    };

    [Test]
    public async Task Every_command_leaves_its_entry()
    {
        var sent = await SendAllAsync();
        var told = (await Alice.WithDbAsync(db => db.Set<AuditEntry>().Select(e => e.Operation).Distinct().ToListAsync())).OfType<string>().ToHashSet(StringComparer.Ordinal);

        Commands.Where(c => !sent.Contains(c) && !Elsewhere.ContainsKey(c)).ShouldBeEmpty("not sent here, and no word on where it is proven");
        sent.Where(c => !told.Contains(c)).ShouldBeEmpty("sent, but not in the trail");
    }

    [Test]
    public async Task Every_change_of_a_record_has_exactly_one_entry_for_each_version()
    {
        await SendAllAsync();

        var wrong = await Alice.WithDbAsync(db => db.Database.SqlQuery<string>($"""
            with records as (
                select 'lead' as type, id, version from leads union all select 'account', id, version from accounts union all select 'deal', id, version from deals),
            told as (
                select entity_type, entity_id, version, count(*) as entries, string_agg(operation || changes::text, ', ') as operations from audit_entries where version is not null group by entity_type, entity_id, version)
            select r.type || ' ' || r.id || ' version ' || v.n || ': ' || coalesce(t.entries, 0) || ' ' || coalesce(t.operations, '') as "Value"
            from records r cross join lateral generate_series(1, r.version) v(n)
            left join told t on t.entity_type = r.type and t.entity_id = r.id and t.version = v.n
            where t.entries is distinct from 1
            """).ToListAsync());

        wrong.ShouldBeEmpty();
    }

    [Test]
    public async Task Every_table_of_an_organization_is_told_or_left_out_by_name()
    {
        var silent = await Alice.WithDbAsync(db => db.Database.SqlQuery<string>($"""
            select c.relname::text as "Value" from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'public' and c.relkind = 'r' and c.relrowsecurity
              and 2 <> (select count(*) from pg_trigger t where t.tgrelid = c.oid and t.tgname in ('audit_insert', 'audit_delete') and t.tgenabled = 'O')
            """).ToListAsync());

        silent.Order(StringComparer.Ordinal).ShouldBe(
        [
            "audit_batches", "audit_entries", "audit_heads", "audit_seals", "bulk_rows", "conversion_journals", "deal_stage_changes", "event_deliveries", "idempotency_keys", "import_batches", "job_failures", "lead_assignment_turns",
            "lead_assignments", "lead_status_changes", "merge_journals", "notification_preferences", "notifications", "outbox_messages",
        ]);
    }

    private static IEnumerable<string> Commands => typeof(IUseCases).Assembly.GetTypes()
        .Where(t => t is { IsClass: true, IsAbstract: false } && t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ICommand<>)))
        .Select(t => t.Name[..^"Command".Length]);

    private async Task<HashSet<string>> SendAllAsync()
    {
        var sent = new HashSet<string>(StringComparer.Ordinal);
        await LeadsAsync(sent);
        await AccountsAsync(sent);
        await ContactsAsync(sent);
        await DealsAsync(sent);
        await ActivitiesAsync(sent);
        await SettingsAsync(sent);
        return sent;
    }

    private async Task LeadsAsync(HashSet<string> sent)
    {
        var unique = Guid.CreateVersion7().ToString("N");
        var lead = (await Send(sent, new CreateLeadCommand(new LeadDetails { LastName = "Told", Company = $"Told {unique}", Email = $"told@{unique}.example" }))).Id;
        await Send(sent, new UpdateLeadCommand(lead, new LeadPatch { JobTitle = Set<string?>("Buyer") }));
        await Send(sent, new TagLeadCommand(lead, ["told"], []));
        await Send(sent, new AssignLeadCommand(lead, Set<Guid?>((await ASalesperson()).UserId), default));
        await Send(sent, new MarkLeadContactedCommand(lead));
        await Send(sent, new DisqualifyLeadCommand(lead, DisqualifyReason.NoBudget, null));
        await Send(sent, new ReopenLeadCommand(lead));
        await Send(sent, new QualifyLeadCommand(lead));
        await Send(sent, new ConvertLeadCommand(lead, new ConversionChoices()));
        await Send(sent, new UndoConversionCommand(lead));
        await Send(sent, new DeleteLeadCommand(lead));
        await Send(sent, new RestoreLeadCommand(lead));
    }

    private async Task AccountsAsync(HashSet<string> sent)
    {
        var account = (await Send(sent, new CreateAccountCommand(new AccountDetails { Name = "Told" }))).Id;
        await Send(sent, new UpdateAccountCommand(account, new AccountPatch { Industry = Set<string?>("Ships") }));
        await Send(sent, new AssignAccountCommand(account, null));
        await Send(sent, new DeleteAccountCommand(account));
        await Send(sent, new RestoreAccountCommand(account));
    }

    private async Task ContactsAsync(HashSet<string> sent)
    {
        var account = await AnAccount("Of contacts");
        await AContact("First", null, new AccountPart(account.Id, null, true));
        var contact = (await Send(sent, new CreateContactCommand(new ContactDetails { LastName = "Told", Accounts = [new AccountPart(account.Id, null, false)] }))).Id;
        await Send(sent, new UpdateContactCommand(contact, new ContactPatch { JobTitle = Set<string?>("Buyer") }));
        await Send(sent, new MakePrimaryContactCommand(contact, account.Id));
        await Send(sent, new DeleteContactCommand(contact));
        await Send(sent, new RestoreContactCommand(contact));
    }

    private async Task DealsAsync(HashSet<string> sent)
    {
        var deal = (await Send(sent, new CreateDealCommand(new DealDetails { Name = "Told" }))).Id;
        await Send(sent, new UpdateDealCommand(deal, new DealPatch { NextStep = Set<string?>("Call") }));
        await Send(sent, new MoveDealCommand(deal, (await Stage("Qualified")).Id, null, null, new DealClosing()));
        await Send(sent, new DeleteDealCommand(deal));
        await Send(sent, new RestoreDealCommand(deal));
    }

    private async Task ActivitiesAsync(HashSet<string> sent)
    {
        var task = (await Send(sent, new CreateActivityCommand(new ActivityDetails { Kind = ActivityKind.Task, Subject = "Told" }, []))).Id;
        await Send(sent, new UpdateActivityCommand(task, new ActivityPatch { Subject = Set<string?>("Told again") }));
        await Send(sent, new CompleteActivityCommand(task));
        await Send(sent, new ReopenActivityCommand(task));
        await Send(sent, new CancelActivityCommand(task));
        await Send(sent, new DeleteActivityCommand(task));
        await Send(sent, new RestoreActivityCommand(task));
        await Send(sent, new LogActivityCommand(new ActivityDetails { Kind = ActivityKind.Note, Subject = "Told" }, []));
    }

    private async Task SettingsAsync(HashSet<string> sent)
    {
        var form = await Send(sent, new CreateLeadFormCommand(new LeadFormDetails { Name = "Told" }));
        await Send(sent, new UpdateLeadFormCommand(form.Id, new LeadFormPatch { Name = Set<string?>("Told again") }));
        var rotated = await Send(sent, new RotateLeadFormKeyCommand(form.Id));
        await Send(sent, new CaptureLeadCommand(rotated.PublicKey, new LeadSubmission { LastName = "Visitor", Email = "visitor@told.example" }));
        await Send(sent, new DeleteLeadFormCommand(form.Id));
        await Send(sent, new UpdateScoringProfileCommand([new ScoringFactor(ScoringFactors.Email, 11 + sent.Count % 7, null)]));
        var view = await Send(sent, new CreateViewCommand("leads", new ViewDetails { Name = "Told", Columns = ["fullName"] }));
        await Send(sent, new UpdateViewCommand(view, new ViewDetails { Name = "Told again", Columns = ["fullName"] }, null));
        await Send(sent, new MakeDefaultViewCommand(view));
        await Send(sent, new DeleteViewCommand(view, null));
        await Send(sent, new UpdateOrganizationCommand(null, new OrganizationChanges(Set<string?>($"Told {Guid.CreateVersion7():N}"), default, default, default, default, default, default, default, default, default, default)));
        await Send(sent, new VerifyAuditCommand());
    }

    private async Task<T> Send<T>(HashSet<string> sent, ICommand<T> command)
    {
        var done = await Done(Alice.Send(command));
        sent.Add(AuditedOperation.Of(command).Name);
        return done;
    }
}
