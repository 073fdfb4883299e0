using System.Diagnostics;

namespace NexusCrm.Infrastructure.Hosting.EmbeddedPostgres;

/// <summary>What a running server says about itself in <c>postmaster.pid</c>: process id in line 1, socket folder in line 5, state in line 8.</summary>
internal sealed record PostmasterFile(int ProcessId, string? SocketFolder, bool Ready)
{
    /// <summary>Null when no server has the cluster open. A file left by a server that was killed counts as none.</summary>
    public static PostmasterFile? Read(string cluster)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(Path.Combine(cluster, "postmaster.pid"));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        if (lines.Length == 0 || !int.TryParse(lines[0], out var processId) || !IsPostgres(processId)) return null;

        return new PostmasterFile(processId, lines.ElementAtOrDefault(4), lines.Length >= 8 && lines[7].StartsWith("ready", StringComparison.Ordinal));
    }

    /// <summary>The number may have been given to another program since the server died.</summary>
    private static bool IsPostgres(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return process.ProcessName == "postgres" && !IsZombie(processId);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or IOException)
        {
            return false;
        }
    }

    /// <summary>A dead server whose parent has not taken notice yet, as in containers without an init process.</summary>
    private static bool IsZombie(int processId)
    {
        var status = $"/proc/{processId}/status";
        return File.Exists(status) && File.ReadLines(status).Any(line => line.StartsWith("State:\tZ", StringComparison.Ordinal));
    }
}
