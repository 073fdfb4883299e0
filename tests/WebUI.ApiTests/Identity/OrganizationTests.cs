namespace NexusCrm.WebUI.ApiTests.Identity;

public sealed class OrganizationTests
{
    private const string Path = "/api/v1/organization";
    private ApiHost _host = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _host = await ApiHost.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task A_merge_patch_changes_what_it_names_and_nothing_else()
    {
        var user = await _host.RegisterAsync("Merge Ltd");
        await ApiHost.ReadAsync(await user.PatchAsync(Path, new { address = new { line1 = "1 Raffles Place", postalCode = "048616", country = "SG" } }), 200);

        var changed = await ApiHost.ReadAsync(await user.PatchAsync(Path, """{"name":"Merge Pte Ltd","address":{"postalCode":null},"gst":{"registered":true,"number":"M90312345A","registeredFrom":"2024-01-01"}}"""), 200);

        ((string)changed["name"]!).ShouldBe("Merge Pte Ltd");
        ((string)changed["address"]!["line1"]!).ShouldBe("1 Raffles Place");
        changed["address"]!["postalCode"].ShouldBeNull();
        ((string)changed["gst"]!["number"]!).ShouldBe("M90312345A");
        ((string)changed["gst"]!["filingFrequency"]!).ShouldBe("quarterly");
        ((int)changed["version"]!).ShouldBe(3);
        ((string)changed["slug"]!).ShouldBe("merge-ltd");
    }

    [Test]
    public async Task A_stale_version_is_told_the_current_one()
    {
        var user = await _host.RegisterAsync("Stale Ltd");
        var read = await user.GetAsync(Path);
        var seen = read.Headers.ETag!.ToString();
        seen.ShouldBe("\"1.0\"");
        await ApiHost.ReadAsync(await user.PatchAsync(Path, new { name = "Fresh Ltd" }, ("If-Match", seen)), 200);

        var problem = await ApiHost.ProblemAsync(await user.PatchAsync(Path, new { name = "Late Ltd" }, ("If-Match", seen)), 412, "version_conflict");

        ((int)problem["currentVersion"]!).ShouldBe(2);
        await ApiHost.ProblemAsync(await user.PatchAsync(Path, new { name = "Late Ltd" }, ("If-Match", "garbage")), 412, "version_conflict");
        await ApiHost.ReadAsync(await user.PatchAsync(Path, new { name = "Any Ltd" }, ("If-Match", "*")), 200);
    }

    [Test]
    public async Task What_the_caller_has_already_is_not_sent_again()
    {
        var user = await _host.RegisterAsync("Cached Ltd");
        var tag = (await user.GetAsync(Path)).Headers.ETag!.ToString();

        var again = await user.SendAsync(HttpMethod.Get, Path, null, ("If-None-Match", tag));

        await ApiHost.ReadAsync(again, 304);
        again.Headers.ETag!.ToString().ShouldBe(tag);
        await ApiHost.ReadAsync(await user.SendAsync(HttpMethod.Get, Path, null, ("If-None-Match", "\"0.0\"")), 200);
    }

    [Test]
    public async Task A_slug_belongs_to_one_organization()
    {
        await _host.RegisterAsync("Taken Ltd");
        var user = await _host.RegisterAsync("Wanting Ltd");

        await ApiHost.ProblemAsync(await user.PatchAsync(Path, new { slug = "taken-ltd" }), 409, "slug_taken");
        await ApiHost.ReadAsync(await user.PatchAsync(Path, new { slug = "wanting" }), 200);
    }

    [TestCase("""{"id":"x"}""", "read_only_field", "id")]
    [TestCase("""{"version":7}""", "read_only_field", "version")]
    [TestCase("""{"owner":"x"}""", "unknown_field", "owner")]
    [TestCase("""{"address":{"planet":"Mars"}}""", "unknown_field", "address.planet")]
    [TestCase("""{"name":null}""", "validation_failed", "name")]
    [TestCase("""{"name":7}""", "validation_failed", "name")]
    [TestCase("""{"slug":"A B"}""", "validation_failed", "slug")]
    [TestCase("""{"currency":"XXX"}""", "validation_failed", "currency")]
    [TestCase("""{"timeZone":"Mars/Olympus"}""", "validation_failed", "timeZone")]
    [TestCase("""{"fiscalYearEndMonth":13}""", "validation_failed", "fiscalYearEndMonth")]
    [TestCase("""{"gst":{"rounding":"sometimes"}}""", "validation_failed", "gst.rounding")]
    [TestCase("""{"gst":{"rounding":1}}""", "validation_failed", "gst.rounding")]
    [TestCase("""{"assignment":{"mode":"round_robin","memberIds":["0193a0b0-0000-7000-8000-000000000000"]}}""", "validation_failed", "assignment.memberIds")]
    public async Task A_refused_patch_names_the_field(string body, string code, string field)
    {
        var user = await _host.RegisterAsync("Refusing Ltd");

        var problem = await ApiHost.ProblemAsync(await user.PatchAsync(Path, body), 400, code);

        problem["errors"]![field].ShouldNotBeNull(problem.ToJsonString());
    }

    [Test]
    public async Task Members_are_listed_by_name()
    {
        var user = await _host.RegisterAsync("Members Ltd");

        var members = (await ApiHost.ReadAsync(await user.GetAsync("/api/v1/members"), 200))["data"]!.AsArray();

        var member = members.ShouldHaveSingleItem()!;
        ((Guid)member["id"]!).ShouldBe(user.UserId);
        ((string)member["email"]!).ShouldBe(user.Email);
        ((string)member["role"]!).ShouldBe("owner");
        ((string)member["status"]!).ShouldBe("active");
    }
}
