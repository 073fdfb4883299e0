using System.Diagnostics;
using System.Net;

namespace NexusCrm.Benchmarks.Load;

/// <summary>A closed loop over keep-alive connections: each sends the next request when the last answer is complete. Written on sockets so that the client costs little beside the server.</summary>
internal sealed class ClosedLoop(IPEndPoint server, int connections)
{
    /// <summary>Requests per second over the given time.</summary>
    /// <param name="duration">How long.</param>
    /// <param name="request">The n-th request of a connection as bytes on the wire.</param>
    public async Task<LoadResult> RunAsync(TimeSpan duration, Func<int, byte[]> request)
    {
        var started = Stopwatch.GetTimestamp();
        var runs = await Task.WhenAll(Enumerable.Range(0, connections).Select(c => Task.Run(() => DriveAsync(c, started, duration, request))));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var latencies = runs.SelectMany(r => r).Order().ToList();
        return new LoadResult(latencies.Count / seconds, Percentile(latencies, 0.5), Percentile(latencies, 0.99));
    }

    private async Task<List<double>> DriveAsync(int connection, long started, TimeSpan duration, Func<int, byte[]> request)
    {
        using var socket = new HttpSocket(server);
        var latencies = new List<double>();
        for (var n = connection; Stopwatch.GetElapsedTime(started) < duration; n += connections)
        {
            var sent = Stopwatch.GetTimestamp();
            var answer = await socket.SendAsync(request(n));
            if (answer.Status is < 200 or > 304) throw new InvalidOperationException($"The server answered {answer.Status}: {answer.Text}");
            latencies.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }

        return latencies;
    }

    private static double Percentile(List<double> sorted, double share) => sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
}

/// <summary>Throughput and latency of one run; milliseconds.</summary>
internal sealed record LoadResult(double PerSecond, double Median, double P99);
