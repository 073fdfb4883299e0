using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using NexusCrm.Benchmarks.Hosts;
using Npgsql;

namespace NexusCrm.Benchmarks.Suites;

/// <summary>P03: a CSV of leads from upload to finished job against COPY of the resulting rows into an empty table with the same indexes. Also the growth of the process.</summary>
internal static class ImportSuite
{
    public static async Task RunAsync(BenchServer server, int rows, Report report)
    {
        var file = Csv(rows);
        var ratios = new List<double>();
        for (var round = 0; round < 3; round++)
        {
            var tenant = await server.AddTenantAsync($"Import {round}");
            var before = Environment.WorkingSet;
            using var peak = new PeakMemory();
            var product = await ImportAsync(server, tenant, file, rows);
            var reference = await CopyAsync(server, tenant, rows);
            ratios.Add(reference / product);
            report.Note(string.Create(CultureInfo.InvariantCulture, $"P03 round {round + 1}: import {product:F1} s ({rows / product:N0} rows/s), COPY {reference:F1} s ({rows / reference:N0} rows/s), process grew {(peak.Bytes - before) / 1048576.0:N0} MB at most"));
        }

        ratios.Sort();
        report.Add("P03 import / COPY", string.Create(CultureInfo.InvariantCulture, $"{ratios[1]:F2}  ({ratios[0]:F2}-{ratios[2]:F2})  {rows:N0} rows"), "0.25");
    }

    private static byte[] Csv(int rows)
    {
        var text = new StringBuilder("First Name,Last Name,E-mail,Mobile,Company,Job Title,Industry,Employees,Budget,Street,Postal Code,City,Country,Lead Source,Status,Rating,utm_source,Created,Tags,Notes\n");
        for (var n = 0; n < rows; n++)
            text.Append(CultureInfo.InvariantCulture, $"Ada{n % 700},Tan{n},ada{n}@company{n % 20000}.example,+65 9{n % 10000000:0000000},Company {n % 20000} Pte Ltd,Manager,Logistics,{n % 900},\"S${n % 90 * 1000:N0}.00\",{n % 300} Orchard Road,{n % 800000:000000},Singapore,SG,event,new,warm,google,2026-0{1 + (n % 9)}-12 10:15,vip;expo 2026,Met at the expo\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static async Task<double> ImportAsync(BenchServer server, Tenant tenant, byte[] file, int rows)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://{server.Address}"), Timeout = TimeSpan.FromMinutes(10) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tenant.Token);
        var started = Stopwatch.GetTimestamp();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", "leads.csv" }, { new StringContent("""{"duplicates":"skip","matchOn":["email"]}"""), "options" } };
        using var accepted = await client.PostAsync("/api/v1/leads/import", form);
        accepted.EnsureSuccessStatusCode();
        var job = (string)(await accepted.Content.ReadFromJsonAsync<JsonNode>())!["jobId"]!;
        while (true)
        {
            var state = (await client.GetFromJsonAsync<JsonNode>($"/api/v1/jobs/{job}"))!;
            if ((string)state["status"]! is "completed" && (int)state["result"]!["created"]! == rows) return Stopwatch.GetElapsedTime(started).TotalSeconds;
            if ((string)state["status"]! is not ("queued" or "running")) throw new InvalidOperationException($"The import ended: {state.ToJsonString()}");
            await Task.Delay(100);
        }
    }

    /// <summary>The rows as they ended, by COPY into a table of the same shape.</summary>
    private static async Task<double> CopyAsync(BenchServer server, Tenant tenant, int rows)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server.Connections.Admin!) { CommandTimeout = 600 });
        await using var connection = await source.OpenConnectionAsync();
        await ExecuteAsync(connection, "drop table if exists leads_reference; create table leads_reference (like leads including all)");
        using var data = new MemoryStream(rows * 500);
        await using (var export = await connection.BeginRawBinaryCopyAsync($"copy (select * from leads where organization_id = '{tenant.Organization}') to stdout (format binary)")) await export.CopyToAsync(data);

        data.Position = 0;
        var started = Stopwatch.GetTimestamp();
        await using (var import = await connection.BeginRawBinaryCopyAsync("copy leads_reference from stdin (format binary)")) await data.CopyToAsync(import);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await ExecuteAsync(connection, "drop table leads_reference");
        return seconds;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Watches the working set of this process, in which the product runs.</summary>
    private sealed class PeakMemory : IDisposable
    {
        private readonly Timer _timer;

        public PeakMemory() => _timer = new Timer(_ => Bytes = Math.Max(Bytes, Environment.WorkingSet), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(50));

        public long Bytes { get; private set; }

        public void Dispose() => _timer.Dispose();
    }
}
