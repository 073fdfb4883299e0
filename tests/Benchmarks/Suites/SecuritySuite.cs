using NexusCrm.Benchmarks.Data;
using NexusCrm.Benchmarks.Hosts;
using NexusCrm.Benchmarks.Load;
using Npgsql;

namespace NexusCrm.Benchmarks.Suites;

/// <summary>P07: the mix of lists and creations with row-level security against the same without its policies.</summary>
internal static class SecuritySuite
{
    private const int Connections = 8;

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(BenchServer server, Tenant tenant, Report report)
    {
        await LeadRows.AddAsync(server.Connections.App, tenant.Organization, tenant.Owner, 1, 20_000);
        await LeadRows.AnalyzeAsync(server.Connections.Admin!);
        await using var owner = NpgsqlDataSource.Create(server.Connections.Admin!);
        var list = HttpSocket.Request("GET", "/api/v1/leads?status=new,contacted&sort=-createdAt&limit=50", tenant.Token);
        var ratio = await Pairs.CompareAsync(() => MixAsync(owner, "enable", server, tenant, list), () => MixAsync(owner, "disable", server, tenant, list), pairs: 7);
        await SwitchAsync(owner, "enable");
        report.Add("P07 row-level security", ratio.Describe("requests/s"), "0.93");
    }

    private static async Task<double> MixAsync(NpgsqlDataSource owner, string policies, BenchServer server, Tenant tenant, byte[] list)
    {
        await SwitchAsync(owner, policies);
        var loop = new ClosedLoop(server.Address, Connections);
        // The switch threw every plan away; making them again is not what is measured.
        await loop.RunAsync(WarmUp, n => n % 5 == 0 ? CreateSuite.Next(tenant) : list);
        return (await loop.RunAsync(Round, n => n % 5 == 0 ? CreateSuite.Next(tenant) : list)).PerSecond;
    }

    private static async Task SwitchAsync(NpgsqlDataSource owner, string policies)
    {
        await using var command = owner.CreateCommand($"""
            do $$ declare t text; begin
              for t in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                       where n.nspname = 'public' and c.relkind = 'r' and exists (select 1 from pg_policy p where p.polrelid = c.oid)
              loop execute format('alter table %I {policies} row level security', t); end loop;
            end $$
            """);
        await command.ExecuteNonQueryAsync();
    }
}
