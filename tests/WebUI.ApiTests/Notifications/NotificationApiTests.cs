using System.Diagnostics;
using System.Text.Json.Nodes;
using NexusCrm.WebUI.ApiTests.Jobs;

namespace NexusCrm.WebUI.ApiTests.Notifications;

/// <summary>Notifications over HTTP: the end of a job tells who asked for it.</summary>
[TestFixture]
internal sealed class NotificationApiTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private ApiHost _host = null!;
    private ApiUser _user = null!;
    private ApiUser _stranger = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _host = await ApiHost.StartAsync();
        _user = await _host.RegisterAsync("Straits Trading");
        _stranger = await _host.RegisterAsync("Elsewhere");
    }

    [OneTimeTearDown]
    public Task Stop() => _host.DisposeAsync().AsTask();

    [Test]
    public async Task The_end_of_own_work_is_told_read_and_then_known()
    {
        var job = await _user.EndOfAsync(await ApiHost.ReadAsync(await _user.PostAsync("/api/v1/audit/verify"), 202));

        var told = await ToldAsync();
        ((string?)told["kind"], (string?)told["subject"]!["type"], (string?)told["subject"]!["id"], (string?)told["detail"]).ShouldBe(("job_finished", "job", (string?)job["id"], "completed"));
        await ApiHost.ProblemAsync(await _stranger.PostAsync($"/api/v1/notifications/{told["id"]}/read"), 404, "not_found");
        await ApiHost.ReadAsync(await _user.PostAsync($"/api/v1/notifications/{told["id"]}/read"), 204);

        (await UnreadAsync()).ShouldBeEmpty();
        await ApiHost.ReadAsync(await _user.PostAsync("/api/v1/notifications/read-all"), 204);
        (await ApiHost.ReadAsync(await _user.GetAsync("/api/v1/notifications"), 200))["data"]!.AsArray().ShouldHaveSingleItem()!["readAt"].ShouldNotBeNull();
    }

    [Test]
    public async Task Wishes_are_kept_and_others_stay()
    {
        await ApiHost.ReadAsync(await _stranger.SendAsync(HttpMethod.Put, "/api/v1/notifications/preferences", new { data = new[] { new { kind = "converted", inApp = false } } }), 204);

        var wishes = (await ApiHost.ReadAsync(await _stranger.GetAsync("/api/v1/notifications/preferences"), 200))["data"]!.AsArray();

        wishes.ToDictionary(w => (string)w!["kind"]!, w => (bool)w!["inApp"]!).ShouldBe(new Dictionary<string, bool> { ["assigned"] = true, ["converted"] = false, ["job_finished"] = true, ["invitation_accepted"] = true }, ignoreOrder: true);
        await ApiHost.ProblemAsync(await _user.GetAsync("/api/v1/notifications?after=nonsense"), 400, "invalid_cursor");
    }

    private async Task<JsonNode> ToldAsync()
    {
        var since = Stopwatch.StartNew();
        while (true)
        {
            if (await UnreadAsync() is [{ } told]) return told;
            since.Elapsed.ShouldBeLessThan(Patience);
        }
    }

    private async Task<JsonArray> UnreadAsync() => (await ApiHost.ReadAsync(await _user.GetAsync("/api/v1/notifications?unread=true"), 200))["data"]!.AsArray();
}
