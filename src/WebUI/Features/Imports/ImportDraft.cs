using NexusCrm.Application.Imports;
using NexusCrm.Application.Records.Import;

namespace NexusCrm.WebUI.Features.Imports;

/// <summary>A column of the file and the field it goes into.</summary>
public sealed class ImportColumn
{
    /// <summary>Name of the column.</summary>
    public required string Header { get; init; }

    /// <summary>Its first values, blanks left out.</summary>
    public required IReadOnlyList<string> Samples { get; init; }

    /// <summary>Key of the field; null leaves the column out.</summary>
    public string? Field { get; set; }
}

/// <summary>What a person enters on the way through an import; going back and forth keeps it.</summary>
public sealed class ImportDraft
{
    private const int SamplesShown = 3;

    private ImportDraft(ImportPreview file, IReadOnlyList<ImportColumn> columns) => (File, Columns) = (file, columns);

    /// <summary>What was found out about the file.</summary>
    public ImportPreview File { get; }

    /// <summary>The columns in the order of the file.</summary>
    public IReadOnlyList<ImportColumn> Columns { get; }

    /// <summary>How rows are read and written.</summary>
    public ImportForm Form { get; init; } = new();

    /// <summary>A draft for a file, mapped as it was the last time or as suggested.</summary>
    public static ImportDraft Of(ImportPreview file, ImportForm form) =>
        new(file, [.. file.Headers.Select((header, at) => new ImportColumn { Header = header, Samples = SamplesOf(file, at), Field = file.SuggestedMapping.GetValueOrDefault(header) })]) { Form = form };

    /// <summary>The fields that more than one column goes into.</summary>
    public IReadOnlySet<string> TwiceMapped() => Columns.Select(c => c.Field).OfType<string>().GroupBy(f => f, StringComparer.Ordinal).Where(g => g.Skip(1).Any()).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);

    /// <summary>The options as the import takes them.</summary>
    public ImportOptions ToOptions() => new()
    {
        Mapping = Columns.ToDictionary(c => c.Header, c => c.Field),
        Reading = Form.Reading,
        Duplicates = Form.Duplicates,
        MatchOn = [.. Form.MatchOn],
        Formats = new ImportFormats { DateOrder = Form.DateOrder, DecimalMark = Form.DecimalMark, Country = Form.Country ?? "", Currency = Form.Currency ?? "" },
    };

    private static IReadOnlyList<string> SamplesOf(ImportPreview file, int column) =>
        [.. file.Sample.Select(row => column < row.Count ? row[column].Trim() : "").Where(cell => cell.Length > 0).Distinct(StringComparer.Ordinal).Take(SamplesShown)];
}

/// <summary>The choices of an import besides its columns.</summary>
public sealed class ImportForm
{
    /// <summary>How the file is read where the person knows better than what was detected.</summary>
    public FileReading? Reading { get; set; }

    /// <summary>What happens to rows that match a record.</summary>
    public DuplicatePolicy Duplicates { get; set; }

    /// <summary>Keys of the fields that find records.</summary>
    public IReadOnlyList<string> MatchOn { get; set; } = [];

    /// <summary>Order of dates.</summary>
    public DateOrder DateOrder { get; set; }

    /// <summary>Decimal mark.</summary>
    public string DecimalMark { get; set; } = ".";

    /// <summary>Country of phone numbers without a country code.</summary>
    public string? Country { get; set; } = "SG";

    /// <summary>Currency of amounts that name none.</summary>
    public string? Currency { get; set; } = "SGD";
}
