using System.Buffers;

namespace NexusCrm.Infrastructure.Spreadsheets;

/// <summary>Takes synchronous writes (compression knows no other) into memory, and hands them on asynchronously when there are enough.</summary>
internal sealed class DrainingStream(Stream target) : Stream
{
    private const int Enough = 64 * 1024;

    private readonly ArrayBufferWriter<byte> _held = new(2 * Enough);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Hands on what is held, when it is enough.</summary>
    public ValueTask RelieveAsync(CancellationToken ct) => _held.WrittenCount < Enough ? ValueTask.CompletedTask : DrainAsync(ct);

    /// <summary>Hands on all that is held.</summary>
    public async ValueTask DrainAsync(CancellationToken ct)
    {
        await target.WriteAsync(_held.WrittenMemory, ct);
        _held.ResetWrittenCount();
    }

    public override void Write(byte[] buffer, int offset, int count) => _held.Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer) => _held.Write(buffer);

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
