using System.Globalization;
using NexusCrm.Benchmarks.Hosts;
using NexusCrm.Benchmarks.Suites;

namespace NexusCrm.Benchmarks;

/// <summary>Arguments: any of p01 p02 p03 p05 p07 (none: all); <c>--rows N</c> for the large organization of p05 (default 1,000,000), <c>--import N</c> for p03 (default 100,000).</summary>
internal static class BenchmarkProgram
{
    public static async Task Main(string[] args)
    {
        var report = new Report();
        await using var server = await BenchServer.StartAsync();
        Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}. Each figure: product / reference, median of pairs (lowest-highest).\n");

        if (Wants(args, "p01")) await ListSuite.RunAsync(server, await server.AddTenantAsync("List"), report);
        if (Wants(args, "p02")) await CreateSuite.RunAsync(server, await server.AddTenantAsync("Create"), report);
        if (Wants(args, "p07")) await SecuritySuite.RunAsync(server, await server.AddTenantAsync("Security"), report);
        if (Wants(args, "p03")) await ImportSuite.RunAsync(server, Option(args, "--import", 100_000), report);
        if (Wants(args, "p05")) await ScaleSuite.RunAsync(server, await server.AddTenantAsync("Small"), await server.AddTenantAsync("Large"), Option(args, "--rows", 1_000_000), report);
        report.PrintAll();
    }

    private static bool Wants(string[] args, string suite) => !args.Any(a => a.StartsWith('p')) || args.Contains(suite, StringComparer.OrdinalIgnoreCase);

    private static int Option(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
}
