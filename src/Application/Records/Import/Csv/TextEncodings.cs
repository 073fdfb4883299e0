using System.Text;
using System.Text.Unicode;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Records.Import.Csv;

/// <summary>Finds out how the text of an uploaded file is encoded: by its mark, by the pattern of UTF-16, by being valid UTF-8 from end to end, and otherwise as Windows-1252.</summary>
internal static class TextEncodings
{
    private const int SampleLength = 8 * 1024;

    /// <summary>More control characters than this share of the sample is no text.</summary>
    private const double BinaryShare = 0.02;

    private static readonly (byte[] Mark, string Kind)[] OtherFormats =
    [
        ([0x50, 0x4B, 0x03, 0x04], "an Excel workbook or another zip file"), ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel workbook"), ([0x25, 0x50, 0x44, 0x46], "a PDF"),
        ([0x89, 0x50, 0x4E, 0x47], "a picture"), ([0xFF, 0xD8, 0xFF], "a picture"), ([0x47, 0x49, 0x46, 0x38], "a picture"), ([0x1F, 0x8B], "a compressed file"),
    ];

    static TextEncodings() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The encoding of a file; refused when it is no text. Leaves the position after the mark.</summary>
    public static Result<Encoding> Detect(Stream file)
    {
        Span<byte> sample = stackalloc byte[SampleLength];
        file.Position = 0;
        sample = sample[..file.ReadAtLeast(sample, SampleLength, throwOnEndOfStream: false)];
        if (sample.IsEmpty) return ImportErrors.EmptyFile;
        foreach (var (mark, kind) in OtherFormats)
        {
            if (sample.StartsWith(mark)) return ImportErrors.NotText(kind);
        }

        if (Marked(sample) is not { } marked) return Unmarked(file, sample);
        file.Position = marked.GetPreamble().Length;
        return marked is UTF8Encoding && InvalidLine(file) is { } line ? ImportErrors.BadEncoding(line) : marked;
    }

    private static Encoding? Marked(ReadOnlySpan<byte> sample) => sample switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8,
        [0xFF, 0xFE, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
        _ => null,
    };

    private static Result<Encoding> Unmarked(Stream file, ReadOnlySpan<byte> sample)
    {
        file.Position = 0;
        if (Wide(sample) is { } wide) return wide;
        if (IsBinary(sample)) return ImportErrors.NotText("a binary file");
        return InvalidLine(file) is null ? new UTF8Encoding(false) : Encoding.GetEncoding(1252);
    }

    /// <summary>UTF-16 without a mark: text of Western and most other files then has zero bytes, on one side only.</summary>
    private static UnicodeEncoding? Wide(ReadOnlySpan<byte> sample)
    {
        var (even, odd) = (0, 0);
        for (var i = 0; i + 1 < sample.Length; i += 2)
        {
            if (sample[i] == 0) even++;
            if (sample[i + 1] == 0) odd++;
        }

        var pairs = sample.Length / 2;
        if (pairs < 2) return null;
        if (odd > pairs * 0.4 && even < pairs * 0.05) return new UnicodeEncoding(bigEndian: false, byteOrderMark: false);
        return even > pairs * 0.4 && odd < pairs * 0.05 ? new UnicodeEncoding(bigEndian: true, byteOrderMark: false) : null;
    }

    private static bool IsBinary(ReadOnlySpan<byte> sample)
    {
        var controls = 0;
        foreach (var b in sample)
        {
            if (b < 0x20 && b is not ((byte)'\t' or (byte)'\r' or (byte)'\n' or 0x0C or 0x1B)) controls++;
        }

        return controls > Math.Max(sample.Length * BinaryShare, 4);
    }

    /// <summary>The line of the first byte that is not UTF-8, from the stream's position on, or null; the position is restored.</summary>
    private static long? InvalidLine(Stream file)
    {
        var start = file.Position;
        var buffer = new byte[256 * 1024];
        var (kept, line) = (0, 1L);
        try
        {
            while (true)
            {
                var read = file.Read(buffer, kept, buffer.Length - kept);
                var span = buffer.AsSpan(0, kept + read);
                var whole = read == 0 ? span.Length : span.Length - IncompleteTail(span);
                if (!Utf8.IsValid(span[..whole])) return line + span[..FirstInvalid(span)].Count((byte)'\n');
                if (read == 0) return null;
                line += span[..whole].Count((byte)'\n');
                kept = span.Length - whole;
                span[whole..].CopyTo(buffer);
            }
        }
        finally
        {
            file.Position = start;
        }
    }

    /// <summary>Bytes at the end that begin a character whose rest is still to be read.</summary>
    private static int IncompleteTail(ReadOnlySpan<byte> span)
    {
        for (var back = 1; back <= Math.Min(3, span.Length); back++)
        {
            var b = span[^back];
            if ((b & 0xC0) == 0x80) continue;
            var length = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : b >= 0xC0 ? 2 : 1;
            return length > back ? back : 0;
        }

        return 0;
    }

    private static int FirstInvalid(ReadOnlySpan<byte> span)
    {
        var at = 0;
        while (at < span.Length && Rune.DecodeFromUtf8(span[at..], out _, out var consumed) is System.Buffers.OperationStatus.Done) at += consumed;
        return at;
    }
}
