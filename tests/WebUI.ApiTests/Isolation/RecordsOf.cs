using System.Text.Json.Nodes;

namespace NexusCrm.WebUI.ApiTests.Isolation;

/// <summary>One record of every kind that a route takes an id of.</summary>
internal static class RecordsOf
{
    /// <summary>Kind (first part of the route) to id.</summary>
    /// <param name="user">Whose records they become.</param>
    /// <param name="canary">Starts every text that the records take, e.g. <c>ORG_A</c>, so that a leak of any of them is seen.</param>
    public static async Task<Dictionary<string, string>> CreateAsync(ApiUser user, string canary)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["leads"] = await IdAsync(user, "/api/v1/leads", new { firstName = $"{canary}_first", lastName = $"{canary}_last", company = $"{canary}_company", description = $"{canary}_description", email = $"{canary}_lead@canary.example" }),
            ["accounts"] = await IdAsync(user, "/api/v1/accounts", new { name = $"{canary}_account" }),
            ["contacts"] = await IdAsync(user, "/api/v1/contacts", new { lastName = $"{canary}_contact" }),
            ["deals"] = await IdAsync(user, "/api/v1/deals", new { name = $"{canary}_deal" }),
        };
        ids["activities"] = await IdAsync(user, "/api/v1/activities", new { kind = "task", subject = $"{canary}_task", links = new[] { new { type = "lead", id = ids["leads"] } } });
        ids["views"] = await IdAsync(user, "/api/v1/views", new { recordType = "leads", name = $"{canary}_view", scope = "private", columns = new[] { "fullName" } });
        ids["lead-forms"] = await IdAsync(user, "/api/v1/lead-forms", new { name = $"{canary}_form" });
        ids["pipelines"] = (string)(await ApiHost.ReadAsync(await user.GetAsync("/api/v1/pipelines"), 200))["data"]![0]!["id"]!;
        ids["members"] = user.UserId.ToString();
        ids["invitations"] = await IdAsync(user, "/api/v1/invitations", new { email = $"{canary}_invited@canary.example", role = "sales" });
        ids["roles"] = await IdAsync(user, "/api/v1/roles", new { name = $"{canary}_role", permissions = new[] { "leads.read" } });
        ids["api-keys"] = await IdAsync(user, "/api/v1/api-keys", new { name = $"{canary}_key", scopes = new[] { "leads.read" } });
        ids["jobs"] = await JobAsync(user, canary);
        ids["notifications"] = await NotificationAsync(user);
        return ids;
    }

    /// <summary>A body that gets past the shape of the route, so that the id is what decides.</summary>
    public static object BodyFor(string pattern) => pattern switch
    {
        _ when pattern.EndsWith("/disqualify", StringComparison.Ordinal) => new { reason = "no_budget" },
        _ when pattern.EndsWith("/make-primary", StringComparison.Ordinal) => new { accountId = Guid.CreateVersion7() },
        _ when pattern.Contains("/members/", StringComparison.Ordinal) && pattern.EndsWith('}') => new { role = "sales" },
        _ when pattern.EndsWith("/move", StringComparison.Ordinal) => new { stageId = Guid.CreateVersion7() },
        _ => new JsonObject(),
    };

    private static async Task<string> IdAsync(ApiUser user, string path, object body) => (string)(await ApiHost.ReadAsync(await user.PostAsync(path, body), 201))["id"]!;

    private static async Task<string> JobAsync(ApiUser user, string canary)
    {
        using var form = new MultipartFormDataContent { { new StringContent($"Last Name\n{canary}_import\n"), "file", "leads.csv" } };
        var answer = await user.Client.PostAsync("/api/v1/leads/import", form);
        var job = (string)(await ApiHost.ReadAsync(answer, 202))["jobId"]!;
        await FinishedAsync(user, job);
        return job;
    }

    /// <summary>The end of the job is told.</summary>
    private static async Task<string> NotificationAsync(ApiUser user)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            var told = (await ApiHost.ReadAsync(await user.GetAsync("/api/v1/notifications"), 200))["data"]!.AsArray();
            if (told.Count > 0) return (string)told[0]!["id"]!;
            await Task.Delay(100, patience.Token);
        }
    }

    /// <summary>Nothing of A may change any more while B is asking.</summary>
    private static async Task FinishedAsync(ApiUser user, string job)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while ((string)(await ApiHost.ReadAsync(await user.GetAsync($"/api/v1/jobs/{job}"), 200))["status"]! is "queued" or "running") await Task.Delay(100, patience.Token);
    }
}
