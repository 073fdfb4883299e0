using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace NexusCrm.TestKit.Email;

/// <summary>A message as the server received it.</summary>
/// <param name="From">Envelope sender.</param>
/// <param name="To">Envelope recipients, in order.</param>
/// <param name="Data">Headers and body, dot-unstuffed, lines ended by CRLF.</param>
public sealed record ReceivedMail(string From, IReadOnlyList<string> To, string Data);

/// <summary>A real SMTP server on 127.0.0.1 that keeps what it is sent (RFC 5321: EHLO, HELO, MAIL, RCPT, DATA, RSET, NOOP, QUIT).</summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopped = new();
    private readonly ConcurrentQueue<ReceivedMail> _received = new();
    private readonly Channel<ReceivedMail> _arrivals = Channel.CreateUnbounded<ReceivedMail>();
    private readonly Task _accepting;

    public SmtpSink()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Everything received so far, oldest first.</summary>
    public IReadOnlyList<ReceivedMail> Received => [.. _received];

    /// <summary>When set, every recipient is refused with this reply, e.g. <c>550 no such user</c>.</summary>
    public string? Refusal { get; set; }

    /// <summary>The next message that this method has not returned yet.</summary>
    /// <exception cref="TimeoutException">None arrived in time (10 s unless told).</exception>
    public async Task<ReceivedMail> NextAsync(TimeSpan? within = null) =>
        await _arrivals.Reader.ReadAsync(_stopped.Token).AsTask().WaitAsync(within ?? TimeSpan.FromSeconds(10));

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stopped.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = TalkAsync(await _listener.AcceptTcpClientAsync(_stopped.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.UTF8);
            await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
            await ConverseAsync(reader, writer, _stopped.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The client went away, or the sink was stopped.
        }
    }

    private async Task ConverseAsync(StreamReader reader, StreamWriter writer, CancellationToken ct)
    {
        var (from, to) = ("", new List<string>());
        await writer.WriteLineAsync("220 sink ESMTP");
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            switch (line.Split([' ', ':'], 2)[0].ToUpperInvariant())
            {
                case "EHLO":
                    await writer.WriteLineAsync("250-sink\r\n250-8BITMIME\r\n250 SMTPUTF8");
                    break;
                case "MAIL":
                    (from, to) = (Address(line), []);
                    await writer.WriteLineAsync("250 sender ok");
                    break;
                case "RCPT" when Refusal is { } refusal:
                    await writer.WriteLineAsync(refusal);
                    break;
                case "RCPT":
                    to.Add(Address(line));
                    await writer.WriteLineAsync("250 recipient ok");
                    break;
                case "DATA" when to.Count == 0:
                    await writer.WriteLineAsync("503 no recipient");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 end with a line of one dot");
                    Keep(new ReceivedMail(from, to, await ReadDataAsync(reader, ct)));
                    await writer.WriteLineAsync("250 kept");
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
                case "HELO" or "RSET" or "NOOP":
                    await writer.WriteLineAsync("250 ok");
                    break;
                default:
                    await writer.WriteLineAsync("502 not known here");
                    break;
            }
        }
    }

    private void Keep(ReceivedMail mail)
    {
        _received.Enqueue(mail);
        _arrivals.Writer.TryWrite(mail);
    }

    private static async Task<string> ReadDataAsync(StreamReader reader, CancellationToken ct)
    {
        var data = new StringBuilder();
        while (await reader.ReadLineAsync(ct) is { } line && line != ".") data.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        return data.ToString();
    }

    private static string Address(string line) => line[(line.IndexOf('<') + 1)..line.LastIndexOf('>')];
}
