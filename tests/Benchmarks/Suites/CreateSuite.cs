using Microsoft.AspNetCore.Http;
using NexusCrm.Benchmarks.Hosts;
using NexusCrm.Benchmarks.Load;
using Npgsql;

namespace NexusCrm.Benchmarks.Suites;

/// <summary>P02: creating leads (validated, assigned, scored, with history and outbox) against bare Kestrel with one Npgsql transaction that inserts the same rows.</summary>
internal static class CreateSuite
{
    private const int Connections = 8;

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(4);

    private static int _created;

    public static async Task RunAsync(BenchServer server, Tenant tenant, Report report)
    {
        using var tap = new SqlTap(sql => sql.Contains("INSERT INTO leads", StringComparison.Ordinal));
        using (var socket = new HttpSocket(server.Address)) await socket.SendAsync(Next(tenant));
        var statement = await tap.Heard;

        await using var bare = await BareServer.StartAsync(server.Connections.Admin!, (source, context) => InsertAsync(source, context, statement, tenant));
        var ratio = await Pairs.CompareAsync(() => PerSecondAsync(server.Address, tenant), () => PerSecondAsync(bare.Address, tenant));
        report.Add("P02 create", ratio.Describe("leads/s"), "0.45");
    }

    /// <summary>A request for a lead that was never sent before.</summary>
    public static byte[] Next(Tenant tenant)
    {
        var n = Interlocked.Increment(ref _created);
        var json = $$$"""{"firstName":"Ada","lastName":"Tan {{{n}}}","email":"ada{{{n}}}@bench.example","phone":"+65 9123 4567","company":"Bench Trading {{{n % 500}}} Pte Ltd","industry":"Logistics","source":"website","rating":"warm","budget":{"amount":"12000.00","currency":"SGD"}}""";
        return HttpSocket.Request("POST", "/api/v1/leads", tenant.Token, json);
    }

    private static async Task<double> PerSecondAsync(System.Net.IPEndPoint address, Tenant tenant) => (await new ClosedLoop(address, Connections).RunAsync(Round, _ => Next(tenant))).PerSecond;

    /// <summary>Repeats the product's own insert under new ids; organization and owner stay.</summary>
    private static async Task InsertAsync(NpgsqlDataSource source, HttpContext context, SqlStatement statement, Tenant tenant)
    {
        using var body = new StreamReader(context.Request.Body);
        await body.ReadToEndAsync();
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var ids = new Dictionary<Guid, Guid> { [tenant.Organization] = tenant.Organization, [tenant.Owner] = tenant.Owner };
        await using var insert = statement.On(connection, parameter => parameter.Value is Guid id ? Renewed(ids, id) : parameter.Value);
        await insert.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.ContentLength = 0;
    }

    private static Guid Renewed(Dictionary<Guid, Guid> ids, Guid id)
    {
        if (!ids.TryGetValue(id, out var renewed)) ids[id] = renewed = Guid.CreateVersion7();
        return renewed;
    }
}
