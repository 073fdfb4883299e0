using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace NexusCrm.WebUI.ApiTests.Jobs;

/// <summary>Files sent and jobs awaited as an API client does.</summary>
internal static class HttpJobs
{
    /// <summary>How long a job may take on a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>A form with a file, and options where given.</summary>
    public static MultipartFormDataContent File(string content, string? options = null)
    {
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes(content));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        var form = new MultipartFormDataContent { { file, "file", "records.csv" } };
        if (options is not null) form.Add(new StringContent(options), "options");
        return form;
    }

    /// <summary>Imports a file and waits for the end of the job.</summary>
    public static async Task<JsonNode> ImportAsync(this ApiUser user, string recordType, string content, string? options = null)
    {
        using var form = File(content, options);
        return await user.EndOfAsync(await ApiHost.ReadAsync(await user.Client.PostAsync($"/api/v1/{recordType}/import", form), 202));
    }

    /// <summary>Waits for the end of a job that an answer names.</summary>
    public static async Task<JsonNode> EndOfAsync(this ApiUser user, JsonNode queued)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var job = await ApiHost.ReadAsync(await user.GetAsync($"/api/v1/jobs/{queued["jobId"]}"), 200);
            if (job["finishedAt"] is not null) return job;
            await Task.Delay(25, patience.Token);
        }
    }

    /// <summary>Undoes a job and waits for the end of the undo.</summary>
    public static async Task<JsonNode> UndoAsync(this ApiUser user, JsonNode job) => await user.EndOfAsync(await ApiHost.ReadAsync(await user.PostAsync($"/api/v1/jobs/{job["id"]}/undo"), 202));

    /// <summary>The failure file without its byte order mark, line by line.</summary>
    public static async Task<string[]> FailuresAsync(this ApiUser user, JsonNode job) =>
        (await (await user.GetAsync($"/api/v1/jobs/{job["id"]}/failures")).EnsureSuccessStatusCode().Content.ReadAsStringAsync()).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    /// <summary>How many of what an import did.</summary>
    public static (long Created, long Updated, long Skipped, long Failed) Counts(this JsonNode job) =>
        ((long)job["result"]!["created"]!, (long)job["result"]!["updated"]!, (long)job["result"]!["skipped"]!, (long)job["result"]!["failed"]!);

    /// <summary>The records of a list, at most 200.</summary>
    public static async Task<IReadOnlyList<JsonNode>> ListAsync(this ApiUser user, string recordType, string query = "") =>
        [.. (await ApiHost.ReadAsync(await user.GetAsync($"/api/v1/{recordType}?limit=200{query}"), 200))["data"]!.AsArray().Select(r => r!)];

    /// <summary>Creates a record.</summary>
    public static async Task<JsonNode> CreateAsync(this ApiUser user, string recordType, object body) => await ApiHost.ReadAsync(await user.PostAsync($"/api/v1/{recordType}", body), 201);
}
