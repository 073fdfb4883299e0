using System.Globalization;
using System.Text.Json.Nodes;
using NexusCrm.Benchmarks.Data;
using NexusCrm.Benchmarks.Hosts;
using NexusCrm.Benchmarks.Load;

namespace NexusCrm.Benchmarks.Suites;

/// <summary>P05: first page, next page, deep page and capped total of a large organization against a small one, as p99 of single requests.</summary>
internal static class ScaleSuite
{
    private const int Samples = 300;

    private const int Small = 10_000;

    private const int PagesToDepth = 500;

    public static async Task RunAsync(BenchServer server, Tenant small, Tenant large, int rows, Report report)
    {
        await LeadRows.AddAsync(server.Connections.App, small.Organization, small.Owner, 1, Small);
        for (var from = 1; from <= rows; from += 250_000) await LeadRows.AddAsync(server.Connections.App, large.Organization, large.Owner, from, Math.Min(rows, from + 249_999));
        await LeadRows.AnalyzeAsync(server.Connections.Admin!);

        var (few, many) = (await MeasureAsync(server, small, pages: 40), await MeasureAsync(server, large, Math.Min(PagesToDepth, (rows / 200) - 2)));
        foreach (var kind in few.Keys)
            report.Add($"P05 {kind}", string.Create(CultureInfo.InvariantCulture, $"{many[kind].P99 / few[kind].P99:F2}  {rows:N0} leads p99 {many[kind].P99:F1} ms (median {many[kind].Median:F1}), {Small:N0} leads p99 {few[kind].P99:F1} ms"), "1.50");
    }

    private static async Task<Dictionary<string, LoadResult>> MeasureAsync(BenchServer server, Tenant tenant, int pages)
    {
        const string list = "/api/v1/leads?sort=-createdAt&limit=50";
        var next = await CursorAsync(server, tenant, list, 1);
        var deep = await CursorAsync(server, tenant, "/api/v1/leads?sort=-createdAt&limit=200", pages);
        return new Dictionary<string, LoadResult>
        {
            ["first page"] = await SampleAsync(server, tenant, list),
            ["next page"] = await SampleAsync(server, tenant, $"{list}&after={next}"),
            ["deep page"] = await SampleAsync(server, tenant, $"{list}&after={deep}"),
            ["capped total"] = await SampleAsync(server, tenant, $"{list}&total=true"),
        };
    }

    private static async Task<LoadResult> SampleAsync(BenchServer server, Tenant tenant, string path)
    {
        var request = HttpSocket.Request("GET", path, tenant.Token);
        using var socket = new HttpSocket(server.Address);
        for (var i = 0; i < 30; i++) await socket.SendAsync(request);
        var times = new List<double>();
        for (var i = 0; i < Samples; i++)
        {
            var started = System.Diagnostics.Stopwatch.GetTimestamp();
            await socket.SendAsync(request);
            times.Add(System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        times.Sort();
        return new LoadResult(1000 / times.Average(), times[Samples / 2], times[(int)(Samples * 0.99)]);
    }

    private static async Task<string> CursorAsync(BenchServer server, Tenant tenant, string path, int pages)
    {
        using var socket = new HttpSocket(server.Address);
        var cursor = "";
        for (var i = 0; i < pages; i++)
        {
            var at = cursor.Length == 0 ? path : $"{path}&after={cursor}";
            cursor = Uri.EscapeDataString((string)JsonNode.Parse((await socket.SendAsync(HttpSocket.Request("GET", at, tenant.Token))).Text)!["page"]!["next"]!);
        }

        return cursor;
    }
}
