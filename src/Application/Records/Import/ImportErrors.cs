using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Records.Import;

/// <summary>The refusals of imports that concern a whole file or its options. What is wrong with single rows stands in the failure file.</summary>
public static class ImportErrors
{
    /// <summary>Nothing in it.</summary>
    public static readonly Error EmptyFile = Error.Malformed("empty_file", "The file is empty.");

    /// <summary>A header and nothing else.</summary>
    public static readonly Error NoRows = Error.Malformed("no_rows", "The file has a header on line 1 but no rows.");

    /// <summary>No column is mapped to a field.</summary>
    public static readonly Error NothingMapped = Error.Invalid("mapping", "No column is mapped to a field. Choose at least one.");

    /// <summary>The upload is not there, or another member's.</summary>
    public static readonly Error UploadNotFound = Error.Invalid("uploadId", "not found");

    /// <summary>Another kind of file.</summary>
    public static Error NotText(string kind) => Error.Malformed("unsupported_file", $"Line 1: this is {kind}. Save it as CSV and upload that.");

    /// <summary>A file marked as UTF-8 that is not.</summary>
    public static Error BadEncoding(long line) => Error.Malformed("bad_encoding", $"The file says it is UTF-8, but line {line} is not.").With("line", line);

    /// <summary>Text that has no records from a line on.</summary>
    public static Error Malformed(Csv.CsvFormatException failure) => Error.Malformed(failure.Code, failure.Message).With("line", failure.Line);

    /// <summary>More rows than allowed.</summary>
    public static Error TooManyRows(long maxRows) => new("too_many_rows", $"A file has at most {maxRows} rows.", ErrorKind.TooLarge);
}
