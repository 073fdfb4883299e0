using System.Text.Json.Nodes;
using NexusCrm.WebUI.ApiTests.Jobs;

namespace NexusCrm.WebUI.ApiTests.Bulk;

/// <summary>Actions on many records over HTTP, with the scheduler running.</summary>
internal sealed class BulkApiTests
{
    private ApiHost _host = null!;
    private ApiUser _user = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _host = await ApiHost.StartAsync();

    [SetUp]
    public async Task RegisterAsync() => _user = await _host.RegisterAsync("Straits Trading");

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [TestCase("leads", """{"industry":"Retail"}""")]
    [TestCase("accounts", """{"industry":"Retail","type":"customer","paymentTermsDays":30}""")]
    [TestCase("contacts", """{"jobTitle":"Buyer","address":{"city":"Ipoh"},"doNotCall":true}""")]
    [TestCase("deals", """{"closeDate":"2026-12-31","nextStep":"Call"}""")]
    public async Task Records_are_updated_tagged_and_deleted_by_id_and_every_step_is_undone(string recordType, string fields)
    {
        var ids = await CreateAsync(recordType, 2);
        var stranger = Guid.CreateVersion7().ToString();
        foreach (var (action, parameters) in new[] { ("update", $$"""{"fields":{{fields}}}"""), ("tag", """{"add":["vip"]}"""), ("delete", "{}") })
        {
            var before = await PictureAsync(recordType);
            var answer = await ActAsync(recordType, $$"""{"action":"{{action}}","ids":["{{ids[0]}}","{{ids[1]}}","{{stranger}}"],"params":{{parameters}}}""");
            var job = JobOf(answer);
            var done = await ApiHost.ReadAsync(answer, 200);

            ((int)done["succeeded"]!, (int)done["skipped"]!, (int)done["failed"]!).ShouldBe((2, 0, 1), action);
            done["results"]!.AsArray().Select(r => ((string)r!["outcome"]!, (string?)r["code"])).ShouldBe([("ok", null), ("ok", null), ("failed", "not_found")]);
            (await PictureAsync(recordType)).ShouldNotBe(before, action);
            var again = await ApiHost.ReadAsync(await ActAsync(recordType, $$"""{"action":"{{action}}","ids":["{{ids[0]}}"],"params":{{parameters}}}"""), 200);
            ((int)again["succeeded"]!).ShouldBe(0, action);
            ((long)(await _user.UndoAsync(new JsonObject { ["id"] = job }))["succeeded"]!).ShouldBe(2, action);
            (await PictureAsync(recordType)).ShouldBe(before, action);
        }
    }

    [TestCase("leads")]
    [TestCase("accounts")]
    [TestCase("contacts")]
    [TestCase("deals")]
    public async Task A_filter_that_has_grown_is_refused_with_the_new_count(string recordType)
    {
        var ids = await CreateAsync(recordType, 3);
        string Body(int expected) => $$$"""{"action":"tag","filter":{"field":"createdAt","op":"gte","value":"2026-01-01"},"exclude":["{{{ids[0]}}}"],"expectedCount":{{{expected}}},"params":{"add":["vip"]}}""";

        var grown = await ApiHost.ProblemAsync(await ActAsync(recordType, Body(1)), 409, "selection_changed");
        var done = await ApiHost.ReadAsync(await ActAsync(recordType, Body(2)), 200);

        ((int)grown["count"]!).ShouldBe(2);
        done["results"]!.AsArray().Count.ShouldBe(2);
        (await _user.ListAsync(recordType, "&tags=vip")).Count.ShouldBe(2);
    }

    [TestCase("leads")]
    [TestCase("accounts")]
    [TestCase("contacts")]
    [TestCase("deals")]
    public async Task A_dry_run_answers_the_same_and_changes_nothing(string recordType)
    {
        var ids = await CreateAsync(recordType, 1);
        var before = await PictureAsync(recordType);

        var answer = await ActAsync(recordType, $$"""{"action":"delete","ids":["{{ids[0]}}"]}""", ("Prefer", "dry-run"));

        answer.Headers.GetValues("Preference-Applied").ShouldBe(["dry-run"]);
        ((int)(await ApiHost.ReadAsync(answer, 200))["succeeded"]!).ShouldBe(1);
        (await PictureAsync(recordType)).ShouldBe(before);
    }

    [TestCase("accounts")]
    [TestCase("contacts")]
    [TestCase("deals")]
    public async Task Records_are_given_to_a_member_or_nobody_and_restored(string recordType)
    {
        var ids = await CreateAsync(recordType, 1);
        var selection = $"\"ids\":[\"{ids[0]}\"]";

        await ApiHost.ReadAsync(await ActAsync(recordType, $$$"""{"action":"assign",{{{selection}}},"params":{"ownerId":null}}"""), 200);
        (await _user.ListAsync(recordType)).Single()["ownerId"].ShouldBeNull();
        await ApiHost.ReadAsync(await ActAsync(recordType, $$$"""{"action":"assign",{{{selection}}},"params":{"ownerId":"{{{_user.UserId}}}"}}"""), 200);
        ((string)(await _user.ListAsync(recordType)).Single()["ownerId"]!).ShouldBe(_user.UserId.ToString());

        await ApiHost.ReadAsync(await ActAsync(recordType, $$"""{"action":"delete",{{selection}}}"""), 200);
        (await _user.ListAsync(recordType)).ShouldBeEmpty();
        await ApiHost.ReadAsync(await ActAsync(recordType, $$"""{"action":"restore",{{selection}}}"""), 200);
        (await _user.ListAsync(recordType)).Count.ShouldBe(1);
    }

    [TestCase("accounts", """{"action":"explode"}""", "action")]
    [TestCase("contacts", """{"action":"assign","params":{}}""", "params.ownerId")]
    [TestCase("deals", """{"action":"update","params":{"fields":{"stageId":"x"}}}""", "params.fields.stageId")]
    [TestCase("deals", """{"action":"update","params":{"fields":{"closeDate":"tomorrow"}}}""", "params.fields.closeDate")]
    [TestCase("accounts", """{"action":"update","params":{"fields":{"type":"enemy"}}}""", "params.fields.type")]
    public async Task Wrong_orders_are_refused_at_their_field(string recordType, string order, string field)
    {
        var body = JsonNode.Parse(order)!;
        body["ids"] = new JsonArray(Guid.CreateVersion7().ToString());

        var problem = await ApiHost.ReadAsync(await ActAsync(recordType, body.ToJsonString()), 400);

        problem["errors"]![field].ShouldNotBeNull(problem.ToJsonString());
    }

    [TestCase("accounts")]
    [TestCase("contacts")]
    [TestCase("deals")]
    public async Task Another_organizations_record_and_member_are_not_found(string recordType)
    {
        var mine = (await CreateAsync(recordType, 1))[0];
        var stranger = await _host.RegisterAsync("Elsewhere");
        var body = $$"""{"action":"delete","ids":["{{mine}}"]}""";

        var told = await ApiHost.ReadAsync(await stranger.PostAsync($"/api/v1/{recordType}/bulk-action", body), 200);
        var owner = await ApiHost.ReadAsync(await ActAsync(recordType, $$$"""{"action":"assign","ids":["{{{mine}}}"],"params":{"ownerId":"{{{stranger.UserId}}}"}}"""), 400);

        ((string)told["results"]![0]!["code"]!).ShouldBe("not_found");
        ((string)owner["errors"]!["params.ownerId"]![0]!).ShouldBe("not found");
        (await _user.ListAsync(recordType)).Count.ShouldBe(1);
    }

    [Test]
    public async Task More_than_200_records_are_a_job_with_progress_failures_and_an_undo()
    {
        const int Many = 450;
        var rows = string.Concat(Enumerable.Range(0, Many).Select(i => $"Lead {i:000},lead{i}@example.sg\n"));
        (await _user.ImportAsync("leads", "Last name,E-mail\n" + rows)).Counts().Created.ShouldBe(Many);
        var one = (string)(await _user.ListAsync("leads", "&lastName=Lead 007")).Single()["id"]!;
        await ApiHost.ReadAsync(await _user.PostAsync($"/api/v1/leads/{one}/disqualify", new { reason = "spam" }), 200);

        var answer = await ActAsync("leads", $$"""{"action":"qualify","filter":{},"expectedCount":{{Many}}}""");
        var job = await _user.EndOfAsync(await ApiHost.ReadAsync(answer, 202));

        ((string)job["type"]!, (string)job["status"]!).ShouldBe(("leads_bulk", "completed_with_errors"));
        ((long)job["total"]!, (long)job["processed"]!, (long)job["succeeded"]!, (long)job["failed"]!).ShouldBe((Many, Many, Many - 1, 1));
        (await _user.FailuresAsync(job))[1].ShouldStartWith(one);
        (await ApiHost.ReadAsync(await _user.GetAsync("/api/v1/leads?status=qualified&total=true"), 200))["page"]!["total"]!.GetValue<int>().ShouldBe(Many - 1);
        ((long)(await _user.UndoAsync(job))["succeeded"]!).ShouldBe(Many - 1);
        (await _user.ListAsync("leads", "&status=qualified")).ShouldBeEmpty();
    }

    [Test]
    public async Task Deleting_accounts_lifts_those_below_and_the_undo_puts_them_back()
    {
        var top = await _user.CreateAsync("accounts", new { name = "Top" });
        var middle = await _user.CreateAsync("accounts", new { name = "Middle", parentId = (string)top["id"]! });
        var lower = await _user.CreateAsync("accounts", new { name = "Lower", parentId = (string)middle["id"]! });
        var leaf = await _user.CreateAsync("accounts", new { name = "Leaf", parentId = (string)lower["id"]! });

        var answer = await ActAsync("accounts", $$"""{"action":"delete","ids":["{{lower["id"]}}","{{middle["id"]}}"]}""");
        await ApiHost.ReadAsync(answer, 200);

        (await ParentAsync(leaf)).ShouldBe((string)top["id"]!);
        await _user.UndoAsync(new JsonObject { ["id"] = JobOf(answer) });
        (await ParentAsync(middle)).ShouldBe((string)top["id"]!);
        (await ParentAsync(lower)).ShouldBe((string)middle["id"]!);
        (await ParentAsync(leaf)).ShouldBe((string)lower["id"]!);
    }

    [Test]
    public async Task A_primary_contact_that_is_deleted_and_brought_back_leaves_the_place_to_who_took_it()
    {
        var account = await _user.CreateAsync("accounts", new { name = "Acme" });
        var first = await _user.CreateAsync("contacts", new { lastName = "First", accountId = (string)account["id"]! });
        var answer = await ActAsync("contacts", $$"""{"action":"delete","ids":["{{first["id"]}}"]}""");
        await ApiHost.ReadAsync(answer, 200);
        await _user.CreateAsync("contacts", new { lastName = "Second", accountId = (string)account["id"]! });

        ((long)(await _user.UndoAsync(new JsonObject { ["id"] = JobOf(answer) }))["succeeded"]!).ShouldBe(1);

        var contacts = await _user.ListAsync($"accounts/{account["id"]}/contacts", "&sort=fullName");
        contacts.Select(c => (bool)c["accounts"]![0]!["primary"]!).ShouldBe([false, true]);
    }

    private async Task<string?> ParentAsync(JsonNode account) => (string?)(await ApiHost.ReadAsync(await _user.GetAsync($"/api/v1/accounts/{account["id"]}"), 200))["parentId"];

    private Task<HttpResponseMessage> ActAsync(string recordType, string body, params (string Name, string Value)[] headers) => _user.PostAsync($"/api/v1/{recordType}/bulk-action", body, headers);

    private static string JobOf(HttpResponseMessage answer) => answer.Headers.Location!.ToString().Split('/')[^1];

    private async Task<List<string>> CreateAsync(string recordType, int count)
    {
        var field = recordType is "leads" or "contacts" ? "lastName" : "name";
        var ids = new List<string>();
        for (var i = 0; i < count; i++) ids.Add((string)(await _user.CreateAsync(recordType, new Dictionary<string, string> { [field] = $"Record {i}" }))["id"]!);
        return ids;
    }

    /// <summary>The list without what every change moves.</summary>
    private async Task<string> PictureAsync(string recordType)
    {
        var records = (await _user.ListAsync(recordType)).OrderBy(r => (string)r["id"]!, StringComparer.Ordinal).ToList();
        foreach (var moving in new[] { "version", "updatedAt", "updatedBy" }) records.ForEach(r => r.AsObject().Remove(moving));
        return string.Join('\n', records.Select(r => r.ToJsonString()));
    }
}
