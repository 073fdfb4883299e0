using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using NexusCrm.TestKit.Databases;
using NexusCrm.TestKit.Nexus;
using NexusCrm.WebUI.ApiTests.Jobs;

namespace NexusCrm.WebUI.ApiTests.Imports;

/// <summary>An import whose process is killed again and again ends with the rows and the failure file of one that was left in peace (F17, on a smaller file).</summary>
[TestFixture]
internal sealed class KilledImportTests
{
    private const int Rows = 12_000;

    private readonly string _files = Directory.CreateTempSubdirectory("nexus-files-").FullName;
    private TestDatabase _database = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _database = await TestNexus.ADatabaseAsync();

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_files, recursive: true);
    }

    [TestCase(17)]
    public async Task A_killed_import_ends_like_one_that_was_not(int seed)
    {
        var random = new Random(seed);
        var file = AFile(random);
        var app = await RunAsync();
        try
        {
            var clean = await RegisterAsync(app, "clean");
            var expected = await EndOfAsync(app, clean, await UploadAsync(app, clean, file));

            var token = await RegisterAsync(app, "killed");
            var job = await UploadAsync(app, token, file);
            var (seen, kills) = (0L, 0);
            foreach (var part in Enumerable.Range(0, 3).Select(i => (i * 0.3) + (0.25 * random.NextDouble())))
            {
                if (!await ReachedAsync(app, token, job, (long)(Rows * part), progress => seen = NeverBackwards(seen, progress))) break;
                await app.KillAsync();
                app.Dispose();
                app = await RunAsync();
                kills++;
            }

            var actual = await EndOfAsync(app, token, job, progress => seen = NeverBackwards(seen, progress));
            kills.ShouldBeGreaterThan(0);
            actual["result"]!.ToJsonString().ShouldBe(expected["result"]!.ToJsonString());
            (await FailuresAsync(app, token, actual)).ShouldBe(await FailuresAsync(app, clean, expected));
            (await LeadsAsync(app, token)).ShouldBe(await LeadsAsync(app, clean));
        }
        finally
        {
            app.Dispose();
        }
    }

    /// <summary>Names, addresses that come twice, and rows that are refused.</summary>
    private static string AFile(Random random)
    {
        var file = new StringBuilder("Last name,E-mail,Company,Budget\n");
        for (var i = 0; i < Rows; i++)
        {
            var email = random.Next(40) switch { 0 => "not an address", 1 => $"lead{random.Next(i + 1)}@example.sg", _ => $"lead{i}@example.sg" };
            file.Append(CultureInfo.InvariantCulture, $"Lead {i},{email},Company {random.Next(500)},{(random.Next(50) == 0 ? "many" : random.Next(9_999).ToString(CultureInfo.InvariantCulture))}\n");
        }

        return file.ToString();
    }

    private static long NeverBackwards(long seen, long progress)
    {
        progress.ShouldBeGreaterThanOrEqualTo(seen);
        return progress;
    }

    /// <summary>Small batches: there is much to interrupt.</summary>
    private Task<AppProcess> RunAsync() => AppProcess.StartAsync(_database, new Dictionary<string, string>
    {
        ["Files:Folder"] = _files,
        ["Imports:BatchSize"] = "100",
        ["Email:DropFolder"] = _files,
        ["App:BaseUrl"] = "https://crm.example",
        ["Security:PasswordIterations"] = "1000",
        ["RateLimits:PerPrincipal"] = "1000000",
        ["RateLimits:PerAddress"] = "1000000",
        ["RateLimits:SignIn"] = "1000000",
    });

    private static HttpClient Client(AppProcess app, string? token = null)
    {
        var client = new HttpClient { BaseAddress = app.Address };
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private static async Task<string> RegisterAsync(AppProcess app, string name)
    {
        using var client = Client(app);
        var answer = await client.PostAsJsonAsync("/api/v1/auth/register", new { email = $"{name}@example.sg", password = ApiHost.Password, firstName = "Wei", lastName = "Tan", organizationName = name });
        return (string)(await ApiHost.ReadAsync(answer, 201))["accessToken"]!;
    }

    private static async Task<string> UploadAsync(AppProcess app, string token, string file)
    {
        using var client = Client(app, token);
        using var form = HttpJobs.File(file);
        return (string)(await ApiHost.ReadAsync(await client.PostAsync("/api/v1/leads/import", form), 202))["jobId"]!;
    }

    /// <summary>Waits until some rows are done; false when the job has ended before.</summary>
    private static async Task<bool> ReachedAsync(AppProcess app, string token, string job, long rows, Action<long> see)
    {
        var reached = await WaitAsync(app, token, job, state => state["finishedAt"] is not null || (long)state["processed"]! >= rows, see);
        return reached["finishedAt"] is null;
    }

    private static Task<JsonNode> EndOfAsync(AppProcess app, string token, string job, Action<long>? see = null) => WaitAsync(app, token, job, state => state["finishedAt"] is not null, see);

    private static async Task<JsonNode> WaitAsync(AppProcess app, string token, string job, Func<JsonNode, bool> isSo, Action<long>? see)
    {
        using var client = Client(app, token);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        while (true)
        {
            var state = await ApiHost.ReadAsync(await client.GetAsync($"/api/v1/jobs/{job}", patience.Token), 200);
            see?.Invoke((long)state["processed"]!);
            if (isSo(state)) return state;
            await Task.Delay(5, patience.Token);
        }
    }

    private static async Task<string> FailuresAsync(AppProcess app, string token, JsonNode job)
    {
        using var client = Client(app, token);
        return await client.GetStringAsync($"/api/v1/jobs/{job["id"]}/failures");
    }

    private static async Task<string> LeadsAsync(AppProcess app, string token)
    {
        using var client = Client(app, token);
        var csv = await client.GetStringAsync("/api/v1/leads/export?format=csv&columns=lastName,email,company,budget,status,source,score&sort=createdAt");
        return string.Join('\n', csv.Split("\r\n").Order(StringComparer.Ordinal));
    }
}
