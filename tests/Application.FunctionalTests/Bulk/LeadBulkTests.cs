using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Bulk;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.Application.Leads.Commands;
using NexusCrm.Application.Records.Filters;
using NexusCrm.Domain.Bulk;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Jobs;
using NexusCrm.Domain.Leads;
using NexusCrm.Domain.Members;
using NexusCrm.Infrastructure.Jobs;
using NexusCrm.TestKit.Nexus;

namespace NexusCrm.Application.FunctionalTests.Bulk;

/// <summary>Bulk actions on leads: each row through the aggregate, at once or as a job.</summary>
[TestFixture]
internal sealed class LeadBulkTests
{
    private TestNexus _nexus = null!;
    private TestOrganization _organization = null!;

    [OneTimeSetUp]
    public async Task Start() => _nexus = await TestNexus.StartAsync(settings: new Dictionary<string, string?> { ["Jobs:Enabled"] = "false" });

    [OneTimeTearDown]
    public async Task Stop() => await _nexus.DisposeAsync();

    [SetUp]
    public async Task Found() => _organization = await _nexus.AnOrganizationAsync();

    [Test]
    public async Task Each_row_says_what_became_of_it()
    {
        var leads = await LeadsAsync(3);
        await SendAsync("disqualify", [leads[1].Id], """{"reason":"spam"}""");
        var stranger = Guid.CreateVersion7();

        var done = (await SendAsync("qualify", [leads[0].Id, leads[1].Id, stranger, leads[0].Id])).Value;

        done.Results!.Select(r => (r.Id, r.Outcome, r.Code)).ShouldBe(
            [(leads[0].Id, BulkOutcome.Ok, null), (leads[1].Id, BulkOutcome.Failed, "invalid_transition"), (stranger, BulkOutcome.Failed, "not_found")]);
        (done.Job.Status, done.Job.Succeeded, done.Job.Failed).ShouldBe((JobStatus.CompletedWithErrors, 1, 2));
        (await StoredAsync()).Select(l => l.Status).ShouldBe([LeadStatus.Qualified, LeadStatus.Disqualified, LeadStatus.New]);
    }

    [TestCase("tag", """{"add":["vip"],"remove":[]}""")]
    [TestCase("update", """{"fields":{"industry":"Retail","rating":"hot","address":{"city":"Ipoh"},"doNotCall":true}}""")]
    [TestCase("delete", "{}")]
    [TestCase("qualify", "{}")]
    [TestCase("disqualify", """{"reason":"other","note":"gone"}""")]
    public async Task An_action_changes_its_records_once_and_its_undo_brings_them_back(string action, string parameters)
    {
        var leads = await LeadsAsync(2);
        var before = await PictureAsync();

        var done = (await SendAsync(action, [leads[0].Id, leads[1].Id], parameters)).Value;
        (await PictureAsync()).ShouldNotBe(before);
        (await SendAsync(action, [leads[0].Id], parameters)).Value.Results!.Single().Outcome.ShouldNotBe(BulkOutcome.Ok);
        var undo = await UndoAsync(done.Job.Id);

        (undo.Status, undo.Succeeded).ShouldBe((JobStatus.Completed, 2));
        (await PictureAsync()).ShouldBe(before);
    }

    [Test]
    public async Task An_undo_leaves_records_alone_that_somebody_changed_since()
    {
        var leads = await LeadsAsync(2);
        var done = (await SendAsync("tag", [leads[0].Id, leads[1].Id], """{"add":["vip"]}""")).Value;
        await _organization.Owner.Send(new TagLeadCommand(leads[1].Id, ["mine"], []));

        var undo = await UndoAsync(done.Job.Id);

        (undo.Succeeded, undo.Failed).ShouldBe((1, 1));
        (await StoredAsync()).Select(l => string.Join(',', l.Tags)).ShouldBe(["", "vip,mine"]);
    }

    [Test]
    public async Task A_filter_is_fixed_when_the_action_is_asked_for_and_refused_when_it_has_grown()
    {
        await LeadsAsync(5);
        var filter = FilterJson.Parse("""{"field":"status","op":"eq","value":"new"}""").Value;
        var exclude = (await StoredAsync())[0].Id;

        var grown = await SendAsync("qualify", new BulkSelection(null, filter, [exclude], 3));
        var done = await SendAsync("qualify", new BulkSelection(null, filter, [exclude], 4));

        (grown.Error!.Code, grown.Error.Details!["count"]).ShouldBe(("selection_changed", 4));
        done.Value.Results!.Count.ShouldBe(4);
        (await StoredAsync())[0].Status.ShouldBe(LeadStatus.New);
    }

    [Test]
    public async Task Words_of_the_quick_search_narrow_the_selection()
    {
        await LeadsAsync(3);
        var one = (await StoredAsync())[1];

        var grown = await SendAsync("qualify", new BulkSelection(null, Filter.Everything, [], 0, one.Email));
        var done = await SendAsync("qualify", new BulkSelection(null, Filter.Everything, [], 1, one.Email));

        grown.Error!.Details!["count"].ShouldBe(1);
        done.Value.Results!.Single().Id.ShouldBe(one.Id);
    }

    [Test]
    public async Task More_than_200_records_are_a_job_that_goes_on_after_a_break_and_keeps_the_result_of_each()
    {
        var leads = await LeadsAsync(1_201);
        await SendAsync("disqualify", [leads[3].Id, leads[700].Id], """{"reason":"spam"}""");

        var queued = (await SendAsync("qualify", new BulkSelection(null, Filter.Everything, [], 1_201))).Value;
        queued.Results.ShouldBeNull();
        (queued.Job.Status, queued.Job.Total).ShouldBe((JobStatus.Queued, 1_201));
        await LeadsAsync(1);
        var state = await RunAsync(queued.Job.Id);

        (state.Status, state.Succeeded, state.Failed, state.Processed).ShouldBe((JobStatus.CompletedWithErrors, 1_199, 2, 1_201));
        (await StoredAsync()).Count(l => l.Status == LeadStatus.Qualified).ShouldBe(1_199);
        var rows = await _organization.Owner.WithDbAsync(db => db.Set<BulkRow>().Where(r => r.JobId == queued.Job.Id && r.Outcome == BulkOutcome.Failed).Select(r => r.Row).ToListAsync());
        rows.Count.ShouldBe(2);
        (await UndoAsync(queued.Job.Id)).Succeeded.ShouldBe(1_199);
        (await StoredAsync()).ShouldNotContain(l => l.Status == LeadStatus.Qualified);
    }

    [Test]
    public async Task A_dry_run_answers_the_same_and_changes_nothing()
    {
        var leads = await LeadsAsync(2);

        var done = (await SendAsync("qualify", [leads[0].Id], dryRun: true)).Value;

        done.Results!.Single().Outcome.ShouldBe(BulkOutcome.Ok);
        (await StoredAsync()).ShouldAllBe(l => l.Status == LeadStatus.New && l.Version == 1);
    }

    [Test]
    public async Task Deleted_leads_are_restored_by_filter()
    {
        var leads = await LeadsAsync(3);
        await SendAsync("delete", [leads[0].Id, leads[1].Id]);

        (await SendAsync("restore", new BulkSelection(null, Filter.Everything, [], 2))).Value.Job.Succeeded.ShouldBe(2);

        (await StoredAsync()).Count.ShouldBe(3);
    }

    [Test]
    public async Task Leads_are_assigned_to_a_member_to_nobody_or_by_the_rules()
    {
        var leads = await LeadsAsync(2);
        var sales = await _organization.AddMemberAsync(Role.Sales);

        await SendAsync("assign", [leads[0].Id], $$"""{"ownerId":"{{sales.UserId}}"}""");
        (await StoredAsync())[0].OwnerId.ShouldBe(sales.UserId);
        await SendAsync("assign", [leads[0].Id], """{"ownerId":null}""");
        (await StoredAsync())[0].OwnerId.ShouldBeNull();
        (await SendAsync("assign", [leads[0].Id])).Value.Results!.Single().Outcome.ShouldNotBe(BulkOutcome.Failed);
        (await SendAsync("assign", [leads[0].Id], $$"""{"ownerId":"{{Guid.CreateVersion7()}}"}""")).Error!.Fields!.Keys.ShouldBe(["params.ownerId"]);
        (await sales.Send(Command("assign", new BulkSelection([leads[0].Id], null, [], null), "{}"))).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
        (await sales.Send(Command("delete", new BulkSelection([leads[0].Id], null, [], null), "{}"))).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
    }

    [Test]
    public async Task A_score_is_derived_and_moves_no_version()
    {
        var leads = await LeadsAsync(1);

        (await SendAsync("score", [leads[0].Id])).Value.Results!.Single().Outcome.ShouldBe(BulkOutcome.Ok);

        (await StoredAsync())[0].Version.ShouldBe(leads[0].Version);
    }

    [TestCase("explode", "{}", "action")]
    [TestCase("tag", "{}", "params.add")]
    [TestCase("update", "{}", "params.fields")]
    [TestCase("update", """{"fields":{"score":5}}""", "params.fields.score")]
    [TestCase("update", """{"fields":{"rating":"lukewarm"}}""", "params.fields.rating")]
    [TestCase("disqualify", "{}", "params.reason")]
    [TestCase("assign", """{"ownerId":"me"}""", "params.ownerId")]
    public async Task Wrong_orders_are_refused_by_name(string action, string parameters, string field) =>
        (await SendAsync(action, [Guid.CreateVersion7()], parameters)).Error!.Fields!.Keys.ShouldBe([field]);

    [Test]
    public async Task Leads_are_converted_each_for_itself()
    {
        var leads = await LeadsAsync(3);
        await SendAsync("disqualify", [leads[1].Id], """{"reason":"spam"}""");

        var tried = (await SendAsync("convert", [leads[0].Id], dryRun: true)).Value;
        var done = (await SendAsync("convert", [leads[0].Id, leads[1].Id, leads[2].Id])).Value;

        tried.Results!.Single().Outcome.ShouldBe(BulkOutcome.Ok);
        done.Results!.Select(r => (r.Outcome, r.Code)).ShouldBe([(BulkOutcome.Ok, null), (BulkOutcome.Failed, "invalid_transition"), (BulkOutcome.Ok, null)]);
        (await StoredAsync()).Select(l => l.Status).ShouldBe([LeadStatus.Converted, LeadStatus.Disqualified, LeadStatus.Converted]);
        (await SendAsync("convert", [leads[0].Id])).Value.Results!.Single().Code.ShouldBe("lead_already_converted");
        (await SendAsync("convert", [.. Enumerable.Range(0, 201).Select(_ => Guid.CreateVersion7())])).Error!.Fields!.Keys.ShouldBe(["ids"]);
    }

    [Test]
    public async Task Leads_are_merged_into_the_oldest_or_the_one_that_is_named()
    {
        var leads = await LeadsAsync(4);

        (await SendAsync("merge", [leads[1].Id, leads[0].Id])).Value.Job.Succeeded.ShouldBe(2);
        (await StoredAsync()).Select(l => l.Id).ShouldBe([leads[0].Id, leads[2].Id, leads[3].Id]);
        (await SendAsync("merge", [leads[2].Id, leads[3].Id], $$"""{"winnerId":"{{leads[3].Id}}"}""")).Value.Job.Succeeded.ShouldBe(2);
        (await StoredAsync()).Select(l => l.Id).ShouldBe([leads[0].Id, leads[3].Id]);
        (await SendAsync("merge", [leads[0].Id, leads[1].Id])).Value.Results!.Select(r => r.Code).ShouldBe(["merged", "merged"]);
        (await SendAsync("merge", [.. Enumerable.Range(0, 11).Select(_ => Guid.CreateVersion7())])).Error!.Fields!.Keys.ShouldBe(["ids"]);
    }

    [Test]
    public async Task A_job_changes_no_record_that_its_member_may_not_see()
    {
        var leads = await LeadsAsync(201);
        var sales = await _organization.AddMemberAsync(Role.Sales);
        await SendAsync("assign", [leads[7].Id], $$"""{"ownerId":"{{_organization.Owner.UserId}}"}""");

        var queued = (await sales.Send(Command("tag", new BulkSelection([.. leads.Select(l => l.Id)], null, [], null), """{"add":["mine"]}"""))).Value;
        var state = await RunAsync(queued.Job.Id);

        (state.Processed, state.Succeeded, state.Failed).ShouldBe((201, 200, 1));
        (await StoredAsync()).Where(l => l.Tags.Count == 0).Select(l => l.Id).ShouldBe([leads[7].Id]);
    }

    [Test]
    public async Task Wrong_selections_are_refused()
    {
        (await SendAsync("qualify", new BulkSelection(null, null, [], null))).Error!.Fields!.Keys.ShouldBe(["ids"]);
        (await SendAsync("qualify", new BulkSelection([], null, [], null))).Error!.Fields!.Keys.ShouldBe(["ids"]);
        (await SendAsync("qualify", new BulkSelection([Guid.CreateVersion7()], Filter.Everything, [], 1))).Error!.Fields!.Keys.ShouldBe(["ids"]);
        (await SendAsync("qualify", new BulkSelection(null, Filter.Everything, [], null))).Error!.Fields!.Keys.ShouldBe(["expectedCount"]);
    }

    private Task<Result<BulkStarted>> SendAsync(string action, IReadOnlyList<Guid> ids, string parameters = "{}", bool dryRun = false) =>
        _organization.Owner.Send(Command(action, new BulkSelection(ids, null, [], null), parameters) with { DryRun = dryRun });

    private Task<Result<BulkStarted>> SendAsync(string action, BulkSelection selection) => _organization.Owner.Send(Command(action, selection, "{}"));

    private static StartBulkActionCommand Command(string action, BulkSelection selection, string parameters) =>
        new("leads", new BulkOrder(action, JsonDocument.Parse(parameters).RootElement), selection, DryRun: false);

    private async Task<JobState> UndoAsync(Guid job)
    {
        _nexus.Clock.Advance(TimeSpan.FromMinutes(1));
        return await RunAsync((await _organization.Owner.Send(new UndoJobCommand(job))).Value.Id);
    }

    private async Task<JobState> RunAsync(Guid job)
    {
        await _nexus.Services.GetRequiredService<JobRunner>().RunAsync(_organization.Id, job, holderIsGone: false, CancellationToken.None);
        return (await _organization.Owner.Send(new GetJobQuery(job))).Value;
    }

    private Task<List<Lead>> LeadsAsync(int count) => _organization.Owner.WithDbAsync(async db =>
    {
        var leads = Enumerable.Range(0, count).Select(i =>
        {
            _nexus.Clock.Advance(TimeSpan.FromMilliseconds(1));
            return Lead.Create(_organization.Id, new LeadDetails { LastName = $"Lead {i}", Email = $"lead{i}@example.sg" }, _nexus.Clock.Now, null).Value;
        }).ToList();
        db.AddRange(leads);
        await db.SaveChangesAsync();
        return leads;
    });

    private Task<List<Lead>> StoredAsync() => _organization.Owner.WithDbAsync(db => db.Set<Lead>().AsNoTracking().OrderBy(l => l.Id).ToListAsync());

    private async Task<string> PictureAsync() => string.Join('\n', (await StoredAsync()).Select(l => $"{l.Id} {l.Status} {l.DisqualifyReason} {string.Join(',', l.Tags)} {l.Industry} {l.Rating} {l.Address} {l.DoNotCall}"));
}
