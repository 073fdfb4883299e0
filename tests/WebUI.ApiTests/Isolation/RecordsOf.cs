using System.Text.Json.Nodes;

namespace NexusCrm.WebUI.ApiTests.Isolation;

/// <summary>One record of every kind that a route takes an id of.</summary>
internal static class RecordsOf
{
    /// <summary>Kind (first part of the route) to id.</summary>
    public static async Task<Dictionary<string, string>> CreateAsync(ApiUser user)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["leads"] = await IdAsync(user, "/api/v1/leads", new { firstName = "Lead", lastName = "Canary", company = "Canary Lead Pte Ltd", email = "lead@canary.example" }),
            ["accounts"] = await IdAsync(user, "/api/v1/accounts", new { name = "Canary Account Pte Ltd" }),
            ["contacts"] = await IdAsync(user, "/api/v1/contacts", new { lastName = "Canary Contact" }),
            ["deals"] = await IdAsync(user, "/api/v1/deals", new { name = "Canary Deal" }),
        };
        ids["activities"] = await IdAsync(user, "/api/v1/activities", new { kind = "task", subject = "Canary Task", links = new[] { new { type = "lead", id = ids["leads"] } } });
        ids["views"] = await IdAsync(user, "/api/v1/views", new { recordType = "leads", name = "Canary View", scope = "private", columns = new[] { "fullName" } });
        ids["lead-forms"] = await IdAsync(user, "/api/v1/lead-forms", new { name = "Canary Form" });
        ids["pipelines"] = (string)(await ApiHost.ReadAsync(await user.GetAsync("/api/v1/pipelines"), 200))["data"]![0]!["id"]!;
        ids["members"] = user.UserId.ToString();
        ids["invitations"] = await IdAsync(user, "/api/v1/invitations", new { email = "invited@canary.example", role = "sales" });
        ids["roles"] = await IdAsync(user, "/api/v1/roles", new { name = "Canary Role", permissions = new[] { "leads.read" } });
        ids["api-keys"] = await IdAsync(user, "/api/v1/api-keys", new { name = "Canary Key", scopes = new[] { "leads.read" } });
        ids["jobs"] = await JobAsync(user);
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

    private static async Task<string> JobAsync(ApiUser user)
    {
        using var form = new MultipartFormDataContent { { new StringContent("Last Name\nCanary Import\n"), "file", "leads.csv" } };
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
