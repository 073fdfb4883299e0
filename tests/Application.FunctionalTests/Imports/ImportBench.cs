using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.Application.Imports;
using NexusCrm.Application.Records.Export;
using NexusCrm.Application.Records.Import;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;
using NexusCrm.Infrastructure.Jobs;
using NexusCrm.TestKit;
using NexusCrm.TestKit.Nexus;

namespace NexusCrm.Application.FunctionalTests.Imports;

/// <summary>The product with an organization, ready to import: what the tests of imports share.</summary>
internal sealed class ImportBench : IAsyncDisposable
{
    private readonly string _files = Directory.CreateTempSubdirectory("nexuscrm-imports-").FullName;

    private ImportBench()
    {
    }

    public TestNexus Nexus { get; private set; } = null!;

    public TestOrganization Organization { get; private set; } = null!;

    public TestMember Owner => Organization.Owner;

    public static async Task<ImportBench> StartAsync(Action<IServiceCollection>? configure = null, int batchSize = 500)
    {
        var bench = new ImportBench();
        var settings = new Dictionary<string, string?> { ["Files:Folder"] = bench._files, ["Imports:BatchSize"] = $"{batchSize}", ["Imports:MaxBytes"] = $"{20_000_000}", ["Jobs:Enabled"] = "false" };
        bench.Nexus = await TestNexus.StartAsync(
            services =>
            {
                services.AddLogging(log => log.SetMinimumLevel(LogLevel.Error).AddSimpleConsole());
                configure?.Invoke(services);
            },
            settings);
        // The files are of November 2026; a lead cannot have been created in the future.
        bench.Nexus.Clock.Now = new DateTimeOffset(2026, 11, 21, 4, 0, 0, TimeSpan.Zero);
        bench.Organization = await bench.Nexus.AnOrganizationAsync();
        return bench;
    }

    public static byte[] File(string name) => System.IO.File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "TestKit", "Data", "leads", name));

    public async Task<Guid> UploadAsync(byte[] content, TestMember? by = null) =>
        (await (by ?? Owner).Send(new UploadImportFileCommand("leads", "leads.csv", new MemoryStream(content)))).Value;

    public async Task<Result<JobState>> QueueAsync(byte[] content, ImportOptions? options = null, bool dryRun = false) =>
        await Owner.Send(new StartImportCommand("leads", await UploadAsync(content), options ?? new ImportOptions(), dryRun));

    /// <summary>Imports to the end.</summary>
    public async Task<JobState> ImportAsync(byte[] content, ImportOptions? options = null, bool dryRun = false)
    {
        Nexus.Clock.Advance(TimeSpan.FromMinutes(1));
        return await RunAsync((await QueueAsync(content, options, dryRun)).Value.Id);
    }

    public Task<JobState> ImportAsync(string content, ImportOptions? options = null, bool dryRun = false) => ImportAsync(Encoding.UTF8.GetBytes(content), options, dryRun);

    public async Task<JobState> RunAsync(Guid job)
    {
        await Nexus.Services.GetRequiredService<JobRunner>().RunAsync(Organization.Id, job, holderIsGone: true, CancellationToken.None);
        return await StateAsync(job);
    }

    public async Task<JobState> UndoAsync(Guid job)
    {
        Nexus.Clock.Advance(TimeSpan.FromMinutes(1));
        return await RunAsync((await Owner.Send(new UndoJobCommand(job))).Value.Id);
    }

    public async Task<JobState> StateAsync(Guid job) => (await Owner.Send(new GetJobQuery(job))).Value;

    /// <summary>The leads by name.</summary>
    public Task<List<Lead>> LeadsAsync() => Owner.WithDbAsync(db => db.Set<Lead>().AsNoTracking().OrderBy(l => l.FullName).ThenBy(l => l.Id).ToListAsync());

    public async Task<string> FailuresAsync(Guid job)
    {
        var target = new MemoryTarget();
        (await Owner.Send(new WriteJobFailuresQuery(job, target))).Succeeded.ShouldBeTrue();
        return Encoding.UTF8.GetString(target.Content.ToArray()).TrimStart('\uFEFF');
    }

    public static ImportCounts Counts(JobState state) => System.Text.Json.JsonSerializer.Deserialize<ImportCounts>(state.Result, JobLedger.Json)!;

    public async ValueTask DisposeAsync()
    {
        await Nexus.DisposeAsync();
        Directory.Delete(_files, recursive: true);
    }

    private sealed class MemoryTarget : IExportTarget
    {
        public MemoryStream Content { get; } = new();

        public Stream Begin(string contentType, string fileName) => Content;
    }
}
