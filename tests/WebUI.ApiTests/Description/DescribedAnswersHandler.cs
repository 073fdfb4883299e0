using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NexusCrm.WebUI.ApiTests.Description;

/// <summary>Between every test and the application: an answer that the OpenAPI document does not describe, by status, content type or shape, fails the test that got it.</summary>
internal sealed class DescribedAnswersHandler(Func<Task<JsonNode>> read) : DelegatingHandler
{
    private static readonly SemaphoreSlim Once = new(1, 1);
    private static JsonNode? s_document;
    private static (Regex Path, JsonObject Operations)[] s_routes = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        var path = request.RequestUri!.AbsolutePath.TrimEnd('/');
        if (!path.StartsWith("/api/", StringComparison.Ordinal)) return answer;

        await LearnAsync();
        var operation = s_routes.FirstOrDefault(r => r.Path.IsMatch(path)).Operations?[request.Method.Method.ToLowerInvariant()];
        if (operation is null) return answer;

        var faults = await FaultsAsync(operation, answer, cancellationToken);
        return faults.Count == 0 ? answer : throw new InvalidOperationException($"{request.Method} {path} answers {(int)answer.StatusCode} other than described: {string.Join("; ", faults.Take(5))}");
    }

    private async Task LearnAsync()
    {
        if (s_document is not null) return;
        await Once.WaitAsync();
        try
        {
            if (s_document is not null) return;
            var document = await read();
            // A route with fewer parameters is the better match: /leads/stats before /leads/{id}.
            s_routes = [.. document["paths"]!.AsObject().OrderBy(p => p.Key.Count(c => c == '{')).Select(p => (Pattern(p.Key), p.Value!.AsObject()))];
            s_document = document;
        }
        finally
        {
            Once.Release();
        }
    }

    private static Regex Pattern(string path) => new($"^{Regex.Replace(path.TrimEnd('/'), "{[^}]+}", "[^/]+", RegexOptions.NonBacktracking)}$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static async Task<IReadOnlyList<string>> FaultsAsync(JsonNode operation, HttpResponseMessage answer, CancellationToken ct)
    {
        var status = ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
        if (operation["responses"]![status] is not { } described) return [$"the status is not described"];

        var type = answer.Content.Headers.ContentType?.MediaType;
        var content = described["content"]?.AsObject();
        if (type is null || content is null) return answer.Content.Headers.ContentLength is > 0 ? ["a body is not described"] : [];
        if (content[type] is not { } media) return [$"content type {type} is not described"];
        if (media["schema"] is not { } schema || !type.EndsWith("json", StringComparison.Ordinal)) return [];

        await answer.Content.LoadIntoBufferAsync(ct);
        return [.. new SchemaCheck(s_document!).Faults(schema, JsonNode.Parse(await answer.Content.ReadAsStringAsync(ct)))];
    }
}
