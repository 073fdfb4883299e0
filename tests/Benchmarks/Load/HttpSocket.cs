using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NexusCrm.Benchmarks.Load;

/// <summary>One HTTP/1.1 connection that reads just enough of an answer to know where it ends.</summary>
internal sealed class HttpSocket : IDisposable
{
    private static readonly byte[] HeadEnd = "\r\n\r\n"u8.ToArray();

    private readonly Socket _socket;
    private byte[] _buffer = new byte[256 * 1024];

    public HttpSocket(IPEndPoint server)
    {
        _socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket.Connect(server);
    }

    /// <summary>The bytes of a request.</summary>
    public static byte[] Request(string method, string path, string? bearer, string? json = null, params (string Name, string Value)[] headers)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{method} {path} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n");
        if (bearer is not null) text.Append(CultureInfo.InvariantCulture, $"Authorization: Bearer {bearer}\r\n");
        foreach (var (name, value) in headers) text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        if (json is not null) text.Append(CultureInfo.InvariantCulture, $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n");
        return Encoding.UTF8.GetBytes(text.Append("\r\n").Append(json).ToString());
    }

    /// <summary>Sends a request and reads the whole answer.</summary>
    public async Task<Answer> SendAsync(byte[] request)
    {
        await _socket.SendAsync(request);
        var filled = 0;
        int head;
        while ((head = _buffer.AsSpan(0, filled).IndexOf(HeadEnd)) < 0) filled += await ReceiveAsync(filled);

        var headers = Encoding.ASCII.GetString(_buffer, 0, head);
        var status = int.Parse(headers.AsSpan(9, 3), CultureInfo.InvariantCulture);
        var body = head + HeadEnd.Length;
        if (status is 204 or 304) return new Answer(status, "");
        if (ContentLength(headers) is { } length)
        {
            while (filled < body + length) filled += await ReceiveAsync(filled);
            return new Answer(status, Encoding.UTF8.GetString(_buffer, body, length));
        }

        while (!EndsChunks(filled)) filled += await ReceiveAsync(filled);
        return new Answer(status, Unchunk(body, filled));
    }

    public void Dispose() => _socket.Dispose();

    private async Task<int> ReceiveAsync(int filled)
    {
        if (filled == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = await _socket.ReceiveAsync(_buffer.AsMemory(filled));
        return read > 0 ? read : throw new IOException("The server closed the connection.");
    }

    private bool EndsChunks(int filled) => _buffer.AsSpan(0, filled).EndsWith("\r\n0\r\n\r\n"u8);

    private string Unchunk(int from, int to)
    {
        var text = new StringBuilder();
        while (from < to)
        {
            var line = _buffer.AsSpan(from, to - from).IndexOf("\r\n"u8);
            var size = int.Parse(Encoding.ASCII.GetString(_buffer, from, line), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size == 0) break;
            text.Append(Encoding.UTF8.GetString(_buffer, from + line + 2, size));
            from += line + 2 + size + 2;
        }

        return text.ToString();
    }

    private static int? ContentLength(string headers)
    {
        const string name = "\r\ncontent-length: ";
        var at = headers.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        var value = headers.AsSpan(at + name.Length);
        var end = value.IndexOf('\r');
        return int.Parse(end < 0 ? value : value[..end], CultureInfo.InvariantCulture);
    }
}

/// <summary>A complete answer.</summary>
internal sealed record Answer(int Status, string Text);
