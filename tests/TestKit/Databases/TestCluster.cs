using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using NexusCrm.Infrastructure.Hosting.EmbeddedPostgres;

namespace NexusCrm.TestKit.Databases;

/// <summary>
/// One PostgreSQL server per test process, without crash safety, in a temporary folder: started by the first test that needs it,
/// stopped and deleted when the process ends. What a killed process left behind is cleaned up by the next one.
/// </summary>
public static class TestCluster
{
    private const string Prefix = "nexuscrm-tests-";
    private static readonly Lazy<Task<EmbeddedPostgres>> Server = new(StartAsync);

    /// <summary>The server, started if need be.</summary>
    public static Task<EmbeddedPostgres> GetAsync() => Server.Value;

    private static async Task<EmbeddedPostgres> StartAsync()
    {
        CleanUpAfterKilledRuns();
        var home = Directory.CreateTempSubdirectory(Prefix).FullName;
        var server = await EmbeddedPostgres.StartAsync(Options(home), NullLogger.Instance, CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop(server, home);
        return server;
    }

    /// <summary>Options of a throw-away server in a folder, with the npm package of the client project as a source of programs.</summary>
    public static EmbeddedPostgresOptions Options(string home) => new()
    {
        DataDirectory = home,
        Durable = false,
        NodeModules = [Path.Combine(Repository.Root, "src", "WebUI", "Client", "node_modules")],
        BinariesPath = Environment.GetEnvironmentVariable("EmbeddedPostgres__BinariesPath"),
    };

    private static void Stop(EmbeddedPostgres server, string home)
    {
        server.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(10));
        Delete(new ServerFolders(home, owner: null));
    }

    private static void CleanUpAfterKilledRuns()
    {
        foreach (var home in Directory.GetDirectories(Path.GetTempPath(), $"{Prefix}*"))
        {
            try
            {
                Remove(new ServerFolders(home, owner: null));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // In use by another test process, or another user's: theirs to clean.
            }
        }
    }

    private static void Remove(ServerFolders folders)
    {
        using (new FileStream(folders.LockFile, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            if (PostmasterFile.Read(folders.Cluster) is { } orphan) End(orphan.ProcessId);
            Delete(folders);
        }
    }

    /// <summary>The lock file goes last: test hosts are often killed while they exit, and the next run recognises what is left by it.</summary>
    private static void Delete(ServerFolders folders)
    {
        foreach (var folder in Directory.GetDirectories(folders.Home)) Directory.Delete(folder, recursive: true);
        Directory.Delete(folders.Home, recursive: true);
    }

    private static void End(int processId)
    {
        using var server = Process.GetProcessById(processId);
        LibC.Signal(processId, LibC.Quit);
        server.WaitForExit(TimeSpan.FromSeconds(10));
    }
}
