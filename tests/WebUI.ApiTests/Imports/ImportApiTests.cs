using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Exports;
using NexusCrm.TestKit;

namespace NexusCrm.WebUI.ApiTests.Imports;

/// <summary>Imports, jobs and exports over HTTP, with the scheduler running (docs/api.md).</summary>
public sealed class ImportApiTests
{
    private const string ThreeLeads = "Last Name,E-mail,Lead Source\nTan,tan@example.sg,website\nLim,lim@example.sg,Trade show\nOng,not an address,website\n";

    private readonly string _files = Directory.CreateTempSubdirectory("nexus-files-").FullName;
    private ApiHost _host = null!;
    private ApiUser _user = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _host = await ApiHost.StartAsync([("Files:Folder", _files), ("Imports:MaxBytes", "2000000"), ("Exports:AtOnce", "1")]);
        _host.Clock.Now = new DateTimeOffset(2026, 11, 21, 4, 0, 0, TimeSpan.Zero);
    }

    [SetUp]
    public async Task RegisterAsync() => _user = await _host.RegisterAsync("Straits Trading");

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_files, recursive: true);
    }

    [Test]
    public async Task A_preview_shows_the_form_of_a_file_and_suggests_a_mapping()
    {
        var preview = await ApiHost.ReadAsync(await PostAsync("/api/v1/leads/import/preview", File("Name;Mail;Foo\nMüller;m@x.example;1\n", Encoding.Latin1)), 200);

        ((string)preview["encoding"]!).ShouldBe("windows-1252");
        ((string)preview["delimiter"]!).ShouldBe(";");
        ((bool)preview["hasHeader"]!).ShouldBeTrue();
        preview["headers"]!.AsArray().Select(h => (string)h!).ShouldBe(["Name", "Mail", "Foo"]);
        preview["sample"]![0]!.AsArray().Select(c => (string)c!).ShouldBe(["Müller", "m@x.example", "1"]);
        preview["suggestedMapping"]!.ToJsonString().ShouldBe("""{"Name":"lastName","Mail":"email","Foo":null}""");
        preview["problems"]!.AsArray().ShouldBeEmpty();
    }

    [Test]
    public async Task A_previewed_file_is_imported_by_its_id_and_its_mapping_is_remembered()
    {
        var content = "Who,Mail,Foo\nTan,tan@example.sg,1\n";
        var preview = await ApiHost.ReadAsync(await PostAsync("/api/v1/leads/import/preview", File(content)), 200);
        preview["suggestedMapping"]!["Who"].ShouldBeNull();

        var job = await ImportedAsync(Options("""{"mapping":{"Who":"company","Mail":"email","Foo":null}}""", UploadId(preview)));

        Counts(job).ShouldBe((1, 0, 0, 0));
        var again = await ApiHost.ReadAsync(await PostAsync("/api/v1/leads/import/preview", File(content)), 200);
        ((string)again["suggestedMapping"]!["Who"]!).ShouldBe("company");
    }

    [Test]
    public async Task An_import_ends_with_counts_a_failure_file_and_can_be_undone()
    {
        var job = await ImportedAsync(File(ThreeLeads));

        ((string)job["type"]!).ShouldBe("leads_import");
        ((string)job["status"]!).ShouldBe("completed_with_errors");
        ((long)job["processed"]!, (long)job["total"]!, (long)job["succeeded"]!, (long)job["failed"]!).ShouldBe((3, 3, 2, 1));
        var failures = await _user.GetAsync($"/api/v1/jobs/{job["id"]}/failures");
        failures.Content.Headers.ContentType!.ToString().ShouldBe("text/csv; charset=utf-8");
        (await failures.Content.ReadAsStringAsync()).TrimStart('\uFEFF').ShouldBe(
            "Last Name,E-mail,Lead Source,row,column,code,message\r\nOng,not an address,website,3,E-mail,email_invalid,E-mail: This is not an e-mail address.\r\n");

        var undo = await ApiHost.ReadAsync(await _user.PostAsync($"/api/v1/jobs/{job["id"]}/undo"), 202);
        var undone = (await FinishedAsync(undo))["result"]!;
        ((long)undone["undone"]!, (long)undone["conflicts"]!, (long)undone["gone"]!).ShouldBe((2, 0, 0));
        await ApiHost.ProblemAsync(await _user.PostAsync($"/api/v1/jobs/{job["id"]}/undo"), 409, "already_undone");
        (await ExportAsync("jsonl")).ShouldBeEmpty();
    }

    [Test]
    public async Task A_dry_run_says_so_and_writes_nothing()
    {
        var answer = await PostAsync("/api/v1/leads/import", File(ThreeLeads), ("Prefer", "dry-run"));

        answer.Headers.GetValues("Preference-Applied").ShouldBe(["dry-run"]);
        var job = await FinishedAsync(await ApiHost.ReadAsync(answer, 202));
        ((string)job["type"]!, (long)job["result"]!["created"]!).ShouldBe(("leads_import_check", 2));
        (await ExportAsync("jsonl")).ShouldBeEmpty();
        await ApiHost.ProblemAsync(await _user.PostAsync($"/api/v1/jobs/{job["id"]}/undo"), 409, "cannot_undo");
    }

    [Test]
    public async Task The_same_key_imports_once()
    {
        var first = await ApiHost.ReadAsync(await PostAsync("/api/v1/leads/import", File(ThreeLeads), ("Idempotency-Key", "once")), 202);
        var second = await PostAsync("/api/v1/leads/import", File(ThreeLeads), ("Idempotency-Key", "once"));

        second.Headers.GetValues("Idempotent-Replayed").ShouldBe(["true"]);
        ((string)(await ApiHost.ReadAsync(second, 202))["jobId"]!).ShouldBe((string)first["jobId"]!);
        await FinishedAsync(first);
        (await ExportAsync("jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
    }

    [Test]
    public async Task A_file_that_is_too_large_is_refused_by_its_announced_length_and_while_it_streams()
    {
        var large = new string('x', 4_000_000);
        await ApiHost.ProblemAsync(await PostAsync("/api/v1/leads/import", File(large)), 413, "file_too_large");

        var streamed = File(new string('x', 2_500_000));
        streamed.Headers.ContentLength = null;
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/leads/import") { Content = streamed };
        request.Headers.TransferEncodingChunked = true;
        await ApiHost.ProblemAsync(await _user.Client.SendAsync(request), 413, "file_too_large");
        Directory.EnumerateFiles(_files, "*.part", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [TestCase("""{"mapping":{"Last Name":"email","E-mail":"email"}}""", "mapping.E-mail")]
    [TestCase("""{"mapping":{"Nope":"email"}}""", "mapping.Nope")]
    [TestCase("""{"mapping":{"E-mail":"score"}}""", "mapping.E-mail")]
    [TestCase("""{"mapping":{"E-mail":null}}""", "mapping")]
    [TestCase("""{"matchOn":["company"]}""", "matchOn")]
    [TestCase("""{"defaults":{"score":"5"}}""", "defaults.score")]
    [TestCase("""{"formats":{"currency":"XXX"}}""", "formats.currency")]
    [TestCase("""{"formats":{"decimalMark":";"}}""", "formats.decimalMark")]
    [TestCase("""{"duplicates":"merge"}""", "duplicates")]
    public async Task Wrong_options_are_named(string options, string field)
    {
        var form = File(ThreeLeads);
        form.Add(new StringContent(options), "options");

        var problem = await ApiHost.ReadAsync(await PostAsync("/api/v1/leads/import", form), 400);

        problem["errors"]![field].ShouldNotBeNull(problem.ToJsonString());
    }

    [Test]
    public async Task Malformed_forms_are_refused()
    {
        await ApiHost.ProblemAsync(await _user.PostAsync("/api/v1/leads/import", new { }), 415, "unsupported_media_type");
        await ApiHost.ProblemAsync(await PostAsync("/api/v1/leads/import", new MultipartFormDataContent { { new StringContent("1"), "nonsense" } }), 400, "unknown_field");
        await ApiHost.ReadAsync(await PostAsync("/api/v1/leads/import", new MultipartFormDataContent { { new StringContent("{}"), "options" } }), 400);
        await ApiHost.ProblemAsync(await PostAsync("/api/v1/leads/import", File("")), 400, "empty_file");
        await ApiHost.ProblemAsync(await PostAsync("/api/v1/leads/import", File("Name,Mail\n")), 400, "no_rows");
        var foreign = await _host.RegisterAsync("Other");
        var upload = UploadId(await ApiHost.ReadAsync(await foreign.Client.PostAsync("/api/v1/leads/import/preview", File(ThreeLeads)), 200));
        var problem = await ApiHost.ReadAsync(await PostAsync("/api/v1/leads/import", Options("{}", upload)), 400);
        ((string)problem["errors"]!["uploadId"]![0]!).ShouldBe("not found");
    }

    [Test]
    public async Task Jobs_of_others_are_not_found_and_the_list_is_paged()
    {
        var first = await ImportedAsync(File(ThreeLeads));
        // The list is by time, and the clock stands still.
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await ImportedAsync(File(ThreeLeads));
        var stranger = await _host.RegisterAsync("Stranger");

        await ApiHost.ProblemAsync(await stranger.GetAsync($"/api/v1/jobs/{first["id"]}"), 404, "not_found");
        await ApiHost.ProblemAsync(await stranger.GetAsync($"/api/v1/jobs/{first["id"]}/failures"), 404, "not_found");
        await ApiHost.ProblemAsync(await stranger.PostAsync($"/api/v1/jobs/{first["id"]}/cancel"), 404, "not_found");
        var page = await ApiHost.ReadAsync(await _user.GetAsync("/api/v1/jobs?limit=1"), 200);
        page["data"]!.AsArray().Select(j => (string)j!["id"]!).ShouldBe([(string)second["id"]!]);
        var next = await ApiHost.ReadAsync(await _user.GetAsync($"/api/v1/jobs?limit=1&after={page["page"]!["next"]}"), 200);
        next["data"]!.AsArray().Select(j => (string)j!["id"]!).ShouldBe([(string)first["id"]!]);
        await ApiHost.ProblemAsync(await _user.GetAsync("/api/v1/jobs?after=nonsense"), 400, "invalid_cursor");
        await ApiHost.ProblemAsync(await _user.PostAsync($"/api/v1/jobs/{first["id"]}/cancel"), 409, "job_finished");
    }

    [Test]
    public async Task The_messy_file_ends_as_expected_over_http()
    {
        using var form = new MultipartFormDataContent();
        form.Add(new ByteArrayContent(System.IO.File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "TestKit", "Data", "leads", "leads-messy-2k.csv"))), "file", "leads-messy-2k.csv");

        var job = await ImportedAsync(form);

        Counts(job).ShouldBe((1841, 0, 42, 117));
    }

    [TestCase("csv", "text/csv")]
    [TestCase("jsonl", "application/jsonl")]
    [TestCase("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    public async Task Leads_are_exported_with_the_filter_sort_and_columns_of_a_list(string format, string contentType)
    {
        await ImportedAsync(File(ThreeLeads));

        var answer = await _user.GetAsync($"/api/v1/leads/export?format={format}&columns=lastName,source&source=event&sort=fullName");

        answer.EnsureSuccessStatusCode();
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(contentType);
        answer.Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldBe($"leads-2026-11-21.{format}");
        if (format == "csv") (await answer.Content.ReadAsStringAsync()).TrimStart('\uFEFF').ShouldBe("Last name,Source\r\nLim,event\r\n");
    }

    [Test]
    public async Task More_exports_at_once_than_allowed_are_told_to_come_again_and_other_organizations_go_on()
    {
        var other = await _host.RegisterAsync("Other");
        using (_host.Services.GetRequiredService<ExportSlots>().Take(_user.OrganizationId))
        {
            var refused = await _user.GetAsync("/api/v1/leads/export?format=csv");
            await ApiHost.ProblemAsync(refused, 429, "too_many_exports");
            refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeGreaterThan(0);
            (await other.GetAsync("/api/v1/leads/export?format=csv")).EnsureSuccessStatusCode();
        }

        (await _user.GetAsync("/api/v1/leads/export?format=csv")).EnsureSuccessStatusCode();
    }

    [Test]
    public async Task Wrong_exports_are_refused()
    {
        await ApiHost.ReadAsync(await _user.GetAsync("/api/v1/leads/export?format=pdf"), 400);
        await ApiHost.ProblemAsync(await _user.GetAsync("/api/v1/leads/export?nonsense=1"), 400, "unknown_field");
        await ApiHost.ProblemAsync(await _host.Client().GetAsync("/api/v1/leads/export"), 401, "unauthenticated");
    }

    private async Task<string> ExportAsync(string format) => await (await _user.GetAsync($"/api/v1/leads/export?format={format}")).EnsureSuccessStatusCode().Content.ReadAsStringAsync();

    private async Task<JsonNode> ImportedAsync(HttpContent form) => await FinishedAsync(await ApiHost.ReadAsync(await PostAsync("/api/v1/leads/import", form), 202));

    private async Task<JsonNode> FinishedAsync(JsonNode queued)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var job = await ApiHost.ReadAsync(await _user.GetAsync($"/api/v1/jobs/{queued["jobId"]}"), 200);
            if (job["finishedAt"] is not null) return job;
            await Task.Delay(25, patience.Token);
        }
    }

    private static (long Created, long Updated, long Skipped, long Failed) Counts(JsonNode job) =>
        ((long)job["result"]!["created"]!, (long)job["result"]!["updated"]!, (long)job["result"]!["skipped"]!, (long)job["result"]!["failed"]!);

    private Task<HttpResponseMessage> PostAsync(string path, HttpContent form, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return _user.Client.SendAsync(request);
    }

    private static MultipartFormDataContent File(string content, Encoding? encoding = null)
    {
        var file = new ByteArrayContent((encoding ?? Encoding.UTF8).GetBytes(content));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return new MultipartFormDataContent { { file, "file", "leads.csv" } };
    }

    private static MultipartFormDataContent Options(string options, string uploadId) => new() { { new StringContent(uploadId), "uploadId" }, { new StringContent(options), "options" } };

    private static string UploadId(JsonNode preview) => (string)preview["uploadId"]!;
}
