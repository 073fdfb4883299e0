using System.Diagnostics;
using Microsoft.Extensions.Logging;
using NexusCrm.Infrastructure.Persistence;

namespace NexusCrm.Infrastructure.Hosting.EmbeddedPostgres;

/// <summary>
/// A PostgreSQL server that belongs to this application: made on the first start, run as a child process, reached over a unix socket,
/// stopped with the application. One application owns it (a lock on a file in its folder, which dies with the process):
/// <list type="bullet">
/// <item>the owner adopts a server that outlived an application that was killed;</item>
/// <item>a second application on the same data (say <c>./dev seed</c> beside <c>./dev run</c>) joins as a guest and leaves the server running.</item>
/// </list>
/// </summary>
public sealed partial class EmbeddedPostgres : IAsyncDisposable
{
    private const string Superuser = "postgres";
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    private readonly EmbeddedPostgresOptions _options;
    private readonly ServerAccount? _account = ServerAccount.ForThisProcess();
    private readonly ServerFolders _folders;
    private readonly ILogger _log;
    private readonly ProgramOutput _output = new();
    private FileStream? _ownership;
    private Process? _server;
    private bool _stopping;

    private EmbeddedPostgres(EmbeddedPostgresOptions options, ILogger log)
    {
        _options = options;
        _log = log;
        _folders = new ServerFolders(options.DataDirectory, _account);
        Connections = DatabaseConnections.OverSocket(_folders.Socket, options.DatabaseName, Superuser);
    }

    /// <summary>How each role reaches the database, the superuser included.</summary>
    public DatabaseConnections Connections { get; }

    /// <summary>Process id of the server.</summary>
    public int ProcessId => _server?.Id ?? 0;

    /// <summary>Starts the server on the data of the folder, made when there is none, or finds it running; with database, roles and extensions.</summary>
    /// <exception cref="PostgresNotFoundException">No usable PostgreSQL programs on this machine.</exception>
    /// <exception cref="EmbeddedPostgresException">The server could not be started; the message says why.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options, ILogger log, CancellationToken ct)
    {
        var postgres = new EmbeddedPostgres(options, log);
        try
        {
            await postgres.OpenAsync(ct);
            return postgres;
        }
        catch
        {
            await postgres.DisposeAsync();
            throw;
        }
    }

    private async Task OpenAsync(CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        _folders.Prepare();
        _ownership = TakeOwnership();
        if (_ownership is null)
        {
            _server = await RunningServerAsync(ct);
            Joined(_log, _server.Id, _folders.Home);
        }
        else if (PostmasterFile.Read(_folders.Cluster) is not null)
        {
            _server = await RunningServerAsync(ct);
            Adopted(_log, _server.Id, _folders.Home);
        }
        else
        {
            await StartServerAsync(ct);
        }
        await ClusterBootstrap.RunAsync(Connections, _options.DatabaseName, ct);
        Ready(_log, _options.DatabaseName, _folders.Socket, watch.ElapsedMilliseconds);
    }

    private FileStream? TakeOwnership()
    {
        try
        {
            return new FileStream(_folders.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private async Task<Process> RunningServerAsync(CancellationToken ct)
    {
        var running = await UntilReadyAsync(() => false, ct);
        if (running.SocketFolder != _folders.Socket)
        {
            throw new EmbeddedPostgresException($"A server (process {running.ProcessId}) that NexusCrm did not start has the data in '{_folders.Cluster}' open. Stop it first.");
        }
        return Process.GetProcessById(running.ProcessId);
    }

    private async Task StartServerAsync(CancellationToken ct)
    {
        var binaries = PostgresBinaries.Find(_options, _folders.ClusterMajor).ReachableBy(_account, _folders.Home);
        if (_folders.ClusterMajor is null) await MakeClusterAsync(binaries, ct);

        File.Delete(Path.Combine(_folders.Cluster, "postmaster.pid"));
        Starting(_log, binaries.Major, binaries.Folder, _account?.Name ?? Environment.UserName);
        string[] settings = [.. ServerSettings.For(_options, _folders).SelectMany(s => new[] { "-c", $"{s.Key}={s.Value}" })];
        _server = Run(binaries.Server, ["-D", _folders.Cluster, .. settings], ownSession: true);
        await UntilReadyAsync(() => _server.HasExited, ct);
        _server.EnableRaisingEvents = true;
        _server.Exited += (_, _) => { if (!_stopping) Died(_log, _folders.Log); };
    }

    private async Task MakeClusterAsync(PostgresBinaries binaries, CancellationToken ct)
    {
        Creating(_log, binaries.Major, _folders.Cluster);
        if (Directory.Exists(_folders.NewCluster)) Directory.Delete(_folders.NewCluster, recursive: true);

        string[] locale = binaries.Major >= 17 ? ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"] : ["--locale=C.UTF-8"];
        string[] sync = _options.Durable ? [] : ["--no-sync"];
        using var initdb = Run(binaries.InitDb,
            ["-D", _folders.NewCluster, "-U", Superuser, "-A", "trust", "-E", "UTF8", "--no-instructions", .. locale, .. sync], ownSession: false);
        try
        {
            await initdb.WaitForExitAsync(ct).WaitAsync(_options.Patience, ct);
        }
        catch
        {
            initdb.Kill(entireProcessTree: true);
            throw;
        }
        if (initdb.ExitCode != 0) throw new EmbeddedPostgresException($"PostgreSQL could not make its data folder '{_folders.Cluster}': {_output}");

        Directory.Move(_folders.NewCluster, _folders.Cluster);
    }

    private async Task<PostmasterFile> UntilReadyAsync(Func<bool> ended, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var hasEnded = ended();
            var file = PostmasterFile.Read(_folders.Cluster);
            if (file is { Ready: true }) return file;
            if (hasEnded) throw new EmbeddedPostgresException($"PostgreSQL ended while starting: {_output}");
            if (watch.Elapsed > _options.Patience) throw new EmbeddedPostgresException($"PostgreSQL was not ready after {_options.Patience.TotalSeconds:0} s: {_output}");
            await Task.Delay(PollInterval, ct);
        }
    }

    /// <param name="program">Full path.</param>
    /// <param name="arguments">As they are, without quoting.</param>
    /// <param name="ownSession">True keeps Ctrl-C in the terminal from reaching the server before the application has let go of it.</param>
    private Process Run(string program, string[] arguments, bool ownSession)
    {
        const string newSession = "/usr/bin/setsid";
        var start = ownSession && File.Exists(newSession) ? new ProcessStartInfo(newSession, [program, .. arguments]) : new ProcessStartInfo(program, arguments);
        start.WorkingDirectory = _folders.Home;
        start.UseShellExecute = false;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        if (_account is not null) start.UserName = _account.Name;
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/bin:/bin";
        start.Environment["LC_ALL"] = "C.UTF-8";

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        _output.Follow(process);
        return process;
    }

    /// <summary>Stops the server if this application owns it: sessions are ended, data is written out.</summary>
    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        if (_ownership is not null && _server is { HasExited: false }) await StopAsync(_server);
        _server?.Dispose();
        if (_ownership is not null) await _ownership.DisposeAsync();
    }

    private async Task StopAsync(Process server)
    {
        var watch = Stopwatch.StartNew();
        LibC.Signal(server.Id, _options.Durable ? LibC.Interrupt : LibC.Quit);
        try
        {
            await server.WaitForExitAsync().WaitAsync(_options.Patience);
            Stopped(_log, watch.ElapsedMilliseconds);
        }
        catch (TimeoutException)
        {
            StoppedHard(_log, _options.Patience.TotalSeconds);
            LibC.Signal(server.Id, LibC.Quit);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Making a PostgreSQL {Major} cluster in {Folder} (first start)")]
    private static partial void Creating(ILogger log, int major, string folder);

    [LoggerMessage(2, LogLevel.Information, "Starting PostgreSQL {Major} from {Folder} as user {User}")]
    private static partial void Starting(ILogger log, int major, string folder, string user);

    [LoggerMessage(3, LogLevel.Information, "Database {Database} is ready at {Socket} after {Milliseconds} ms")]
    private static partial void Ready(ILogger log, string database, string socket, long milliseconds);

    [LoggerMessage(4, LogLevel.Warning, "Took over PostgreSQL (process {ProcessId}) in {Folder}: the application that started it did not end well")]
    private static partial void Adopted(ILogger log, int processId, string folder);

    [LoggerMessage(5, LogLevel.Information, "Using PostgreSQL (process {ProcessId}) in {Folder}, which another NexusCrm process runs")]
    private static partial void Joined(ILogger log, int processId, string folder);

    [LoggerMessage(6, LogLevel.Information, "PostgreSQL stopped after {Milliseconds} ms")]
    private static partial void Stopped(ILogger log, long milliseconds);

    [LoggerMessage(7, LogLevel.Warning, "PostgreSQL did not stop within {Seconds} s and was ended at once; its next start recovers")]
    private static partial void StoppedHard(ILogger log, double seconds);

    [LoggerMessage(8, LogLevel.Critical, "PostgreSQL ended while NexusCrm is running; its log is in {Folder}")]
    private static partial void Died(ILogger log, string folder);
}
