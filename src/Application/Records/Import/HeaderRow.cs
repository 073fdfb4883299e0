using NexusCrm.Application.Records.Import.Csv;

namespace NexusCrm.Application.Records.Import;

/// <summary>Decides whether the first record names the columns, and makes names of it that are each there once.</summary>
internal static class HeaderRow
{
    private const int NameMaxLength = 200;

    public static bool Is(IReadOnlyList<CsvRecord> sample, Func<string, bool> isKnownHeader)
    {
        var first = sample[0].Cells;
        if (first.Any(cell => cell.Length > 0 && isKnownHeader(cell))) return true;
        return !first.Any(LooksLikeData) && first.Any(cell => !string.IsNullOrWhiteSpace(cell));
    }

    public static IReadOnlyList<string> Named(string?[] cells)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. cells.Select((cell, index) => Unique(cell, index, taken))];
    }

    private static string Unique(string? cell, int index, HashSet<string> taken)
    {
        var name = string.IsNullOrWhiteSpace(cell) ? $"Column {index + 1}" : cell.Trim();
        if (name.Length > NameMaxLength) name = name[..NameMaxLength];
        var unique = name;
        for (var copy = 2; !taken.Add(unique); copy++) unique = $"{name} ({copy})";
        return unique;
    }

    private static bool LooksLikeData(string cell)
    {
        var text = cell.Trim();
        return text.Contains('@', StringComparison.Ordinal) || text.StartsWith("http", StringComparison.OrdinalIgnoreCase) || text.Count(char.IsAsciiDigit) > text.Length / 2;
    }
}
