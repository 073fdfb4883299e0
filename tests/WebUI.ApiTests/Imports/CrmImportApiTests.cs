using System.Text.Json.Nodes;
using NexusCrm.WebUI.ApiTests.Jobs;

namespace NexusCrm.WebUI.ApiTests.Imports;

/// <summary>Imports of accounts, contacts and deals over HTTP, with the scheduler running.</summary>
internal sealed class CrmImportApiTests
{
    private readonly string _files = Directory.CreateTempSubdirectory("nexus-files-").FullName;
    private ApiHost _host = null!;
    private ApiUser _user = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _host = await ApiHost.StartAsync([("Files:Folder", _files)]);

    [SetUp]
    public async Task RegisterAsync() => _user = await _host.RegisterAsync("Straits Trading");

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_files, recursive: true);
    }

    [Test]
    public async Task Accounts_are_imported_with_all_that_a_file_says_about_them()
    {
        const string File = "Account name,UEN No,Type,Employees,Turnover (SGD),Billing street,Billing country,Payment terms,Labels,Owner\n"
            + "Merlion Foods Pte Ltd,201912345K,customer,1'200,\"2,500,000.00\",1 Raffles Place,Singapore,30,vip;food,Wei Tan\n";

        var job = await _user.ImportAsync("accounts", File);

        ((string)job["type"]!, (string)job["status"]!).ShouldBe(("accounts_import", "completed"));
        job.Counts().ShouldBe((1, 0, 0, 0));
        var account = (await _user.ListAsync("accounts")).Single();
        ((string)account["name"]!, (string)account["uen"]!, (string)account["type"]!, (int)account["employeeCount"]!).ShouldBe(("Merlion Foods Pte Ltd", "201912345K", "customer", 1_200));
        account["annualRevenue"]!.ToJsonString().ShouldBe("""{"amount":"2500000.00","currency":"SGD"}""");
        ((string)account["billingAddress"]!["line1"]!, (string)account["billingAddress"]!["country"]!, (int)account["paymentTermsDays"]!).ShouldBe(("1 Raffles Place", "SG", 30));
        account["tags"]!.ToJsonString().ShouldBe("""["vip","food"]""");
        ((string)account["ownerId"]!).ShouldBe(_user.UserId.ToString());
    }

    [Test]
    public async Task Accounts_are_found_again_by_the_name_as_compared_by_uen_or_by_id()
    {
        var known = await _user.CreateAsync("accounts", new { name = "Merlion Foods Pte. Ltd.", uen = "201912345K", industry = "Food" });

        (await _user.ImportAsync("accounts", "Name,Industry\nMERLION FOODS,Retail\nOther,\n")).Counts().ShouldBe((1, 0, 1, 0));
        var byName = await _user.ImportAsync("accounts", "Name,Industry\nMerlion Foods Pte. Ltd.,Retail\n", """{"duplicates":"update"}""");
        byName.Counts().ShouldBe((0, 1, 0, 0));
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        (await _user.ImportAsync("accounts", "Name,UEN,Phone\nMerlion Foods,201912345K,6123 4567\n", """{"duplicates":"update","matchOn":["uen"]}""")).Counts().ShouldBe((0, 1, 0, 0));
        (await _user.ImportAsync("accounts", $"id,Name,Website\n{known["id"]},Merlion Group,merlion.example\n", """{"duplicates":"update","matchOn":["id"]}""")).Counts().ShouldBe((0, 1, 0, 0));

        var now = await ApiHost.ReadAsync(await _user.GetAsync($"/api/v1/accounts/{known["id"]}"), 200);
        ((string)now["name"]!, (string)now["industry"]!, (string)now["phone"]!, (string)now["website"]!).ShouldBe(("Merlion Group", "Retail", "+6561234567", "https://merlion.example"));
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        var undone = await _user.UndoAsync(byName);
        ((long)undone["result"]!["undone"]!, (long)undone["result"]!["conflicts"]!).ShouldBe((0, 1));
    }

    [Test]
    public async Task Contacts_find_their_account_by_id_uen_or_name_and_the_first_one_is_primary()
    {
        var account = await _user.CreateAsync("accounts", new { name = "Straits Logistics Pte Ltd", uen = "201912345K" });
        var file = $"First name,Last name,E-mail,Mobile,Company,Department\nMei,Tan,mei@straits.example,9123 4567,straits logistics,Sales\nJun,Lim,jun@straits.example,,201912345K,\nAda,Ong,ada@straits.example,,{account["id"]},\n";

        (await _user.ImportAsync("contacts", file)).Counts().ShouldBe((3, 0, 0, 0));

        var contacts = await _user.ListAsync($"accounts/{account["id"]}/contacts", "&sort=fullName");
        contacts.Select(c => (string)c["fullName"]!).ShouldBe(["Ada Ong", "Jun Lim", "Mei Tan"]);
        contacts.Select(c => (bool)c["accounts"]![0]!["primary"]!).ShouldBe([false, false, true]);
        ((string)contacts[2]["phones"]!.AsArray().Single()!["value"]!).ShouldBe("+6591234567");
    }

    [Test]
    public async Task Bad_rows_of_contacts_are_named_with_their_column_and_the_rest_goes_in()
    {
        await _user.CreateAsync("accounts", new { name = "Twice Pte Ltd" });
        await _user.CreateAsync("accounts", new { name = "Twice Sdn Bhd" });
        const string File = "Last name,E-mail,Phone,Company,Opt out\nTan,not an address,,,\nLim,,12,,\nOng,,,Nobody Ltd,\nLee,,,Twice,\nKoh,,,,maybe\n,,,,\nTeo,teo@example.sg,,,yes\n";

        var job = await _user.ImportAsync("contacts", File);

        job.Counts().ShouldBe((1, 0, 0, 6));
        ((string)job["status"]!).ShouldBe("completed_with_errors");
        (await _user.FailuresAsync(job)).Skip(1).Select(line => string.Join(',', line.Split(',')[5..8])).ShouldBe(
            ["1,E-mail,email_invalid", "2,Phone,phone_invalid", "3,Company,reference_unknown", "4,Company,reference_unknown", "5,Opt out,boolean_invalid", "6,Last name,required"]);
        ((bool)(await _user.ListAsync("contacts")).Single()["emailOptOut"]!).ShouldBeTrue();
    }

    [Test]
    public async Task An_update_adds_addresses_and_accounts_to_a_contact_and_its_undo_takes_them_away()
    {
        var account = await _user.CreateAsync("accounts", new { name = "Acme" });
        var contact = await _user.CreateAsync("contacts", new { lastName = "Tan", email = "old@acme.example", jobTitle = "Buyer" });
        var path = $"/api/v1/contacts/{contact["id"]}";
        var before = Comparable(await ApiHost.ReadAsync(await _user.GetAsync(path), 200));

        var job = await _user.ImportAsync("contacts", $"id,E-mail,Company,Title\n{contact["id"]},new@acme.example,Acme,\n", """{"duplicates":"update","matchOn":["id"]}""");

        job.Counts().ShouldBe((0, 1, 0, 0));
        var changed = await ApiHost.ReadAsync(await _user.GetAsync(path), 200);
        changed["emails"]!.AsArray().Select(e => (string)e!["value"]!).ShouldBe(["new@acme.example", "old@acme.example"]);
        ((string)changed["accounts"]![0]!["accountId"]!, (bool)changed["accounts"]![0]!["primary"]!, (string)changed["jobTitle"]!).ShouldBe(((string)account["id"]!, true, "Buyer"));
        ((long)(await _user.UndoAsync(job))["result"]!["undone"]!).ShouldBe(1);
        Comparable(await ApiHost.ReadAsync(await _user.GetAsync(path), 200)).ShouldBe(before);
    }

    [Test]
    public async Task Deals_go_to_their_stage_with_their_account_and_keep_their_order()
    {
        await _user.CreateAsync("accounts", new { name = "Acme" });
        await _user.CreateAsync("deals", new { name = "First" });
        const string File = "Deal name,Account,Value,Expected close,Stage,Probability,Loss reason\n"
            + "Second,Acme,1000,31/12/2026,,,\nThird,,\"US$ 2,500.50\",,new,40,\nHappy,,10,,Won,100,\nSad,,,,lost,,price\n";

        var job = await _user.ImportAsync("deals", File);

        job.Counts().ShouldBe((4, 0, 0, 0));
        var deals = (await _user.ListAsync("deals")).ToDictionary(d => (string)d["name"]!);
        ((string)deals["Second"]["accountName"]!, (string)deals["Second"]["closeDate"]!, (int)deals["Second"]["probability"]!, (bool)deals["Second"]["probabilityOverridden"]!).ShouldBe(("Acme", "2026-12-31", 10, false));
        (deals["Third"]["amount"]!.ToJsonString(), (int)deals["Third"]["probability"]!, (bool)deals["Third"]["probabilityOverridden"]!).ShouldBe(("""{"amount":"2500.50","currency":"USD"}""", 40, true));
        ((string)deals["Happy"]["status"]!, (int)deals["Happy"]["probability"]!, (string)deals["Sad"]["status"]!, (string)deals["Sad"]["lostReason"]!).ShouldBe(("won", 100, "lost", "price"));
        deals["Happy"]["closedOn"].ShouldNotBeNull();
        new[] { "First", "Second", "Third" }.Select(name => (string)deals[name]["rank"]!).ShouldBeInOrder(SortDirection.Ascending, StringComparer.Ordinal);
    }

    [Test]
    public async Task Bad_rows_of_deals_are_named_and_undo_brings_a_moved_deal_back()
    {
        var deal = await _user.CreateAsync("deals", new { name = "Pilot", amount = new { amount = "10", currency = "SGD" } });
        var path = $"/api/v1/deals/{deal["id"]}";
        var before = Comparable(await ApiHost.ReadAsync(await _user.GetAsync(path), 200));
        var file = $"id,Name,Amount,Stage,Probability\n,Unsold,,Won,\n,Lost one,,Lost,\n,Nowhere,,Moon,\n,Odd,,,250\n,,5,,\n{deal["id"]},,20,Won,\n";

        var job = await _user.ImportAsync("deals", file, """{"duplicates":"update"}""");

        job.Counts().ShouldBe((0, 1, 0, 5));
        (await _user.FailuresAsync(job)).Skip(1).Select(line => string.Join(',', line.Split(',')[5..8])).ShouldBe(
            ["1,Amount,required", "2,lostReason,required", "3,Stage,reference_unknown", "4,Probability,number_invalid", "5,Name,required"]);
        var moved = await ApiHost.ReadAsync(await _user.GetAsync(path), 200);
        ((string)moved["status"]!, (string)moved["amount"]!["amount"]!).ShouldBe(("won", "20.00"));
        ((long)(await _user.UndoAsync(job))["result"]!["undone"]!).ShouldBe(1);
        Comparable(await ApiHost.ReadAsync(await _user.GetAsync(path), 200)).ShouldBe(before);
    }

    [TestCase("accounts", "Name")]
    [TestCase("contacts", "Last name")]
    [TestCase("deals", "Name")]
    public async Task A_dry_run_counts_and_writes_nothing_and_an_import_can_be_undone(string recordType, string header)
    {
        var content = $"{header}\nAlpha\nBeta\n";
        using var form = HttpJobs.File(content);
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/{recordType}/import") { Content = form };
        request.Headers.Add("Prefer", "dry-run");
        var answer = await _user.Client.SendAsync(request);
        answer.Headers.GetValues("Preference-Applied").ShouldBe(["dry-run"]);
        (await _user.EndOfAsync(await ApiHost.ReadAsync(answer, 202))).Counts().ShouldBe((2, 0, 0, 0));
        (await _user.ListAsync(recordType)).ShouldBeEmpty();

        var job = await _user.ImportAsync(recordType, content);

        (await _user.ListAsync(recordType)).Count.ShouldBe(2);
        ((long)(await _user.UndoAsync(job))["result"]!["undone"]!).ShouldBe(2);
        (await _user.ListAsync(recordType)).ShouldBeEmpty();
        await ApiHost.ProblemAsync(await _user.PostAsync($"/api/v1/jobs/{job["id"]}/undo"), 409, "already_undone");
    }

    [TestCase("accounts", "Name")]
    [TestCase("contacts", "Last name")]
    [TestCase("deals", "Name")]
    public async Task Hostile_files_lose_no_row_and_store_text_as_text(string recordType, string header)
    {
        var field = recordType == "contacts" ? "lastName" : "name";
        var content = $"{header}\n\"<script>alert(1)</script>\"\n=HYPERLINK(\"x\")\n'; drop table accounts; --\nnul\0byte\n{new string('x', 5_000)}\n";

        var job = await _user.ImportAsync(recordType, content);

        var (created, _, skipped, failed) = job.Counts();
        (created + skipped + failed).ShouldBe(5);
        var stored = (await _user.ListAsync(recordType)).Select(r => (string)r[field]!).ToList();
        stored.ShouldContain("<script>alert(1)</script>");
        stored.ShouldContain("'; drop table accounts; --");
        (await _user.FailuresAsync(job)).Length.ShouldBe((int)failed + 1);
        using var unclosed = HttpJobs.File($"{header}\nFine\n\"never closed\n");
        var broken = await _user.EndOfAsync(await ApiHost.ReadAsync(await _user.Client.PostAsync($"/api/v1/{recordType}/import", unclosed), 202));
        ((string)broken["status"]!).ShouldBe("failed");
    }

    [Test]
    public async Task Another_organizations_records_are_neither_found_nor_changed()
    {
        var stranger = await _host.RegisterAsync("Elsewhere");
        var theirs = await stranger.CreateAsync("accounts", new { name = "Hidden Canary", uen = "201912345K" });
        var contact = await stranger.CreateAsync("contacts", new { lastName = "Canary" });

        var deals = await _user.ImportAsync("deals", $"Name,Account\nA,{theirs["id"]}\nB,{Guid.CreateVersion7()}\nC,Hidden Canary\nD,201912345K\n");
        var contacts = await _user.ImportAsync("contacts", $"id,Last name,Company\n{contact["id"]},Mine,\n", """{"duplicates":"update","matchOn":["id"]}""");

        (await _user.FailuresAsync(deals)).Skip(1).Select(l => string.Join(',', l.Split(',')[3..])).Distinct().ShouldBe(["Account,reference_unknown,Account: There is no such record."]);
        contacts.Counts().ShouldBe((1, 0, 0, 0));
        ((string)(await ApiHost.ReadAsync(await stranger.GetAsync($"/api/v1/contacts/{contact["id"]}"), 200))["lastName"]!).ShouldBe("Canary");
        await ApiHost.ProblemAsync(await stranger.GetAsync($"/api/v1/jobs/{deals["id"]}"), 404, "not_found");
    }

    [Test]
    public async Task A_preview_suggests_the_fields_of_the_record_type()
    {
        using var form = HttpJobs.File("Opportunity,Company,Deal value,Foo\nPilot,Acme,10,1\n");

        var preview = await ApiHost.ReadAsync(await _user.Client.PostAsync("/api/v1/deals/import/preview", form), 200);

        preview["suggestedMapping"]!.ToJsonString().ShouldBe("""{"Opportunity":"name","Company":"accountId","Deal value":"amount","Foo":null}""");
    }

    /// <summary>A record without what every change moves.</summary>
    private static string Comparable(JsonNode record)
    {
        foreach (var moving in new[] { "version", "updatedAt", "updatedBy" }) record.AsObject().Remove(moving);
        return record.ToJsonString();
    }
}
