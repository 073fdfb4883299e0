using System.Globalization;

namespace NexusCrm.Application.Records.Export;

/// <summary>Values as files write them, the same in every culture.</summary>
public static class CellText
{
    /// <summary>A value as text; nothing for null.</summary>
    public static string Of(object? value) => value switch
    {
        null => "",
        string text => text,
        bool yes => yes ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"{value.GetType()} is no value of a cell."),
    };
}
