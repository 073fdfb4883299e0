using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using NexusCrm.Application.FunctionalTests.Events;
using NexusCrm.Infrastructure.Hosting.EmbeddedPostgres;
using NexusCrm.TestKit.Databases;

namespace NexusCrm.Application.FunctionalTests.Hosting;

/// <summary>An application with an embedded server in a process of its own, to be killed or run as another user.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;

    private ServerProcess(Process process, int serverProcessId) => (_process, ServerProcessId) = (process, serverProcessId);

    public int ServerProcessId { get; }

    /// <summary>Entry point of the child: starts the server, says its process id, stops it when standard input ends.</summary>
    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is [DispatcherProcess.Verb, ..]) return await DispatcherProcess.RunAsync(arguments);
        try
        {
            await using var server = await EmbeddedPostgres.StartAsync(TestCluster.Options(arguments[0]) with { Durable = true }, NullLogger.Instance, CancellationToken.None);
            Console.WriteLine(server.ProcessId);
            await Console.In.ReadToEndAsync();
            return 0;
        }
        catch (EmbeddedPostgresException refused)
        {
            Console.WriteLine(refused.Message);
            return 1;
        }
    }

    public static async Task<ServerProcess> StartAsync(string dataDirectory, string? asUser = null)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["exec", typeof(ServerProcess).Assembly.Location, dataDirectory])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
        };
        if (asUser is not null)
        {
            start.UserName = asUser;
            start.Environment.Remove("HOME");
        }
        var process = Process.Start(start)!;
        var answer = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        if (!int.TryParse(answer, out var serverProcessId)) throw new InvalidOperationException($"The child did not start its server: {answer}");
        return new ServerProcess(process, serverProcessId);
    }

    /// <summary>kill -9: the child has no chance to stop its server.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Patience);
    }

    /// <summary>Ends the child in good order; the exit code is its answer.</summary>
    public async Task<int> StopAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    /// <summary>The user id that a process runs as.</summary>
    public static uint UserOf(int processId) =>
        uint.Parse(File.ReadLines($"/proc/{processId}/status").Single(l => l.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1]);
}
