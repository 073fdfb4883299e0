using System.Globalization;

namespace NexusCrm.WebUI.Components.Ui;

/// <summary>Numbers as people write them in a field: <c>1,250.5</c>; commas and spaces between digits are ignored.</summary>
internal static class Numbers
{
    private const NumberStyles Accepted = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands;

    /// <summary>Whether the type has no decimals.</summary>
    public static bool IsWhole<T>() => Bare<T>() != typeof(decimal) && Bare<T>() != typeof(double);

    /// <summary>With thousands separated; empty for null.</summary>
    public static string? Format<T>(T? value) => value is IFormattable number ? number.ToString(IsWhole<T>() ? "#,##0" : "#,##0.##########", CultureInfo.InvariantCulture) : null;

    /// <summary>Reads a number; an empty text is null where the type has a null, and refused where not.</summary>
    public static bool TryParse<T>(string? text, out T value)
    {
        value = default!;
        var digits = text?.Replace(" ", "", StringComparison.Ordinal);
        if (string.IsNullOrEmpty(digits)) return value is null;
        if (!decimal.TryParse(digits, Accepted, CultureInfo.InvariantCulture, out var number)) return false;
        if (IsWhole<T>() && number != decimal.Truncate(number)) return false;
        try
        {
            value = (T)Convert.ChangeType(number, Bare<T>(), CultureInfo.InvariantCulture);
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private static Type Bare<T>() => Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
}
