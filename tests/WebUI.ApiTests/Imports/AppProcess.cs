using System.Collections.Concurrent;
using System.Diagnostics;
using NexusCrm.TestKit;
using NexusCrm.TestKit.Databases;

namespace NexusCrm.WebUI.ApiTests.Imports;

/// <summary>The application as a process of its own, on a test database, so that it can be killed.</summary>
internal sealed class AppProcess : IDisposable
{
    private const string Listening = "Now listening on: ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Process _process;

    private AppProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<AppProcess> StartAsync(TestDatabase database, IReadOnlyDictionary<string, string> settings)
    {
        var folder = Path.Combine(Repository.Root, "artifacts", "bin", "WebUI", Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)));
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["exec", Path.Combine(folder, "NexusCrm.WebUI.dll"), "--environment", "Testing", "--urls", "http://127.0.0.1:0", "--contentRoot", folder])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ConnectionStrings__Nexus"] = database.Connections.App;
        start.Environment["ConnectionStrings__NexusOwner"] = database.Connections.Owner;
        start.Environment["ConnectionStrings__NexusJob"] = database.Connections.Job;
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        start.Environment["Logging__Console__FormatterName"] = "simple";
        foreach (var (key, value) in settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;

        var process = Process.Start(start)!;
        try
        {
            return new AppProcess(process, await AddressAsync(process));
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>kill -9: the process has no chance to finish anything.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Patience);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    /// <summary>Both outputs are read to their end: a full pipe would stop the process.</summary>
    private static async Task<Uri> AddressAsync(Process process)
    {
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new ConcurrentQueue<string>();
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var first = await Task.WhenAny(address.Task, process.WaitForExitAsync(), Task.Delay(Patience));
        return first == address.Task ? await address.Task : throw new InvalidOperationException($"The application did not start: {string.Join('\n', said)}");

        void Hear(string? line)
        {
            if (line is null || address.Task.IsCompleted) return;
            said.Enqueue(line);
            var at = line.IndexOf(Listening, StringComparison.Ordinal);
            if (at >= 0) address.TrySetResult(new Uri(line[(at + Listening.Length)..].Trim()));
        }
    }
}
