using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Records.Import;

/// <summary>How a file is to be read where a person knows better than what was detected; null detects.</summary>
/// <param name="Encoding">IANA name of the encoding, one of <see cref="Encodings"/>.</param>
/// <param name="Delimiter">Between cells, one of <see cref="Delimiters"/>.</param>
/// <param name="HasHeader">True when the first record names the columns.</param>
public sealed record FileReading(string? Encoding = null, char? Delimiter = null, bool? HasHeader = null)
{
    /// <summary>The encodings that can be chosen.</summary>
    public static IReadOnlyList<string> Encodings { get; } = ["utf-8", "windows-1252", "utf-16", "utf-16BE"];

    /// <summary>The delimiters that can be chosen.</summary>
    public static IReadOnlyList<char> Delimiters { get; } = [',', ';', '\t', '|'];

    /// <summary>What is wrong with it, or null.</summary>
    internal Error? Problem => this switch
    {
        { Encoding: { } name } when !Encodings.Contains(name) => Error.Invalid("reading.encoding", $"It is none of {string.Join(", ", Encodings)}."),
        { Delimiter: { } mark } when !Delimiters.Contains(mark) => Error.Invalid("reading.delimiter", "It is no comma, semicolon, tab or bar."),
        _ => null,
    };
}
