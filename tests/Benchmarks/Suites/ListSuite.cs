using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NexusCrm.Benchmarks.Data;
using NexusCrm.Benchmarks.Hosts;
using NexusCrm.Benchmarks.Load;
using Npgsql;

namespace NexusCrm.Benchmarks.Suites;

/// <summary>P01: a sorted and filtered page of 50 leads against bare Kestrel and Npgsql with the same statement and the same bytes. Side figure: unchanged (304) against whole (200).</summary>
internal static class ListSuite
{
    private const int Connections = 8;

    private const string Path = "/api/v1/leads?status=new,contacted&sort=-createdAt&limit=50";

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(4);

    public static async Task RunAsync(BenchServer server, Tenant tenant, Report report)
    {
        await LeadRows.AddAsync(server.Connections.App, tenant.Organization, tenant.Owner, 1, 20_000);
        await LeadRows.AnalyzeAsync(server.Connections.Admin!);
        var request = HttpSocket.Request("GET", Path, tenant.Token);
        var (statement, answer) = await TapAsync(server, request);

        await using var bare = await BareServer.StartAsync(server.Connections.Admin!, Reference(statement, answer, tenant));
        await SameBytesAsync(server, bare, request, report);
        var ratio = await Pairs.CompareAsync(() => PerSecondAsync(new ClosedLoop(server.Address, Connections), request), () => PerSecondAsync(new ClosedLoop(bare.Address, Connections), request));
        report.Add("P01 list", ratio.Describe("requests/s"), "0.60");
        await UnchangedAsync(server, tenant, (string)answer["data"]![0]!["id"]!, report);
    }

    private static async Task<double> PerSecondAsync(ClosedLoop loop, byte[] request) => (await loop.RunAsync(Round, _ => request)).PerSecond;

    private static async Task<(SqlStatement Statement, JsonObject Answer)> TapAsync(BenchServer server, byte[] request)
    {
        using var tap = new SqlTap(sql => sql.Contains("FROM leads", StringComparison.Ordinal) && sql.Contains("LIMIT", StringComparison.Ordinal));
        using var socket = new HttpSocket(server.Address);
        var answer = JsonNode.Parse((await socket.SendAsync(request)).Text)!.AsObject();
        return (await tap.Heard, answer);
    }

    /// <summary>The same rows as the same JSON; the page's cursors, which only the product can seal, are copied from its answer.</summary>
    private static Func<NpgsqlDataSource, Microsoft.AspNetCore.Http.HttpContext, Task> Reference(SqlStatement statement, JsonObject answer, Tenant tenant)
    {
        var rows = new RowJson(answer["data"]![0]!.AsObject(), new Dictionary<Guid, string> { [tenant.Owner] = "Ben Chua" });
        var page = answer["page"]!.ToJsonString();
        var count = answer["data"]!.AsArray().Count;
        return async (source, context) =>
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var command = statement.On(connection);
            await using var reader = await command.ExecuteReaderAsync();
            var body = new System.Buffers.ArrayBufferWriter<byte>(64 * 1024);
            await using (var writer = new Utf8JsonWriter(body, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                writer.WriteStartObject();
                writer.WriteStartArray("data");
                for (var i = 0; await reader.ReadAsync(); i++)
                {
                    if (i < count) rows.Write(writer, reader);
                }

                writer.WriteEndArray();
                writer.WritePropertyName("page");
                writer.WriteRawValue(page);
                writer.WriteEndObject();
            }

            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.ContentLength = body.WrittenCount;
            await context.Response.BodyWriter.WriteAsync(body.WrittenMemory);
        };
    }

    private static async Task SameBytesAsync(BenchServer server, BareServer bare, byte[] request, Report report)
    {
        var (product, reference) = (await DataAsync(server.Address, request), await DataAsync(bare.Address, request));
        if (product != reference) throw new InvalidOperationException($"The two sides answer differently:\n{product[..Math.Min(1500, product.Length)]}\n{reference[..Math.Min(1500, reference.Length)]}");
        report.Note($"P01 both sides answer the same {Encoding.UTF8.GetByteCount(product):N0} bytes, SHA-256 {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(product)))[..16]}");
    }

    /// <summary>The data without the page, whose cursors are sealed anew each time.</summary>
    private static async Task<string> DataAsync(System.Net.IPEndPoint address, byte[] request)
    {
        using var socket = new HttpSocket(address);
        var (status, text) = await socket.SendAsync(request);
        if (status != 200) throw new InvalidOperationException($"{address} answered {status}: {text}");
        return text[..text.LastIndexOf("\"page\"", StringComparison.Ordinal)];
    }

    private static async Task UnchangedAsync(BenchServer server, Tenant tenant, string id, Report report)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", tenant.Token);
        using var one = await http.GetAsync($"http://{server.Address}/api/v1/leads/{id}");
        var whole = HttpSocket.Request("GET", $"/api/v1/leads/{id}", tenant.Token);
        var unchanged = HttpSocket.Request("GET", $"/api/v1/leads/{id}", tenant.Token, null, ("If-None-Match", one.Headers.ETag!.ToString()));
        var ratio = await Pairs.CompareAsync(() => PerSecondAsync(new ClosedLoop(server.Address, Connections), unchanged), () => PerSecondAsync(new ClosedLoop(server.Address, Connections), whole), pairs: 3);
        report.Add("P01 304 / 200", ratio.Describe("requests/s"), "1.50");
    }
}
