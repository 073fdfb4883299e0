using System.Collections.Concurrent;
using System.Diagnostics;

namespace NexusCrm.Infrastructure.Hosting.EmbeddedPostgres;

/// <summary>The last lines that PostgreSQL's programs wrote, for the message when one of them fails.</summary>
internal sealed class ProgramOutput
{
    private const int Kept = 20;
    private readonly ConcurrentQueue<string> _lines = new();

    public void Follow(Process process)
    {
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (string.IsNullOrWhiteSpace(line.Data)) return;
        _lines.Enqueue(line.Data);
        while (_lines.Count > Kept) _lines.TryDequeue(out _);
    }

    public override string ToString() => string.Join(Environment.NewLine, _lines);
}
