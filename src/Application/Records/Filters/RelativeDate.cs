using System.Globalization;

namespace NexusCrm.Application.Records.Filters;

/// <summary>A date as a filter writes it: <c>2026-11-21</c>, <c>@today</c>, <c>@today-30d</c>, <c>@today+2w</c> (days, weeks, months, years).</summary>
internal static class RelativeDate
{
    private const string Token = "@today";
    private const int LongestNumber = 4;

    public static bool TryParse(string text, DateOnly today, out DateOnly date)
    {
        if (!text.StartsWith(Token, StringComparison.Ordinal)) return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

        date = today;
        return text.Length == Token.Length || TryMove(text.AsSpan(Token.Length), ref date);
    }

    private static bool TryMove(ReadOnlySpan<char> distance, ref DateOnly date)
    {
        if (distance.Length is < 3 or > LongestNumber + 2 || distance[0] is not ('+' or '-')) return false;
        if (!int.TryParse(distance[1..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;

        var count = distance[0] == '-' ? -number : number;
        try
        {
            date = distance[^1] switch
            {
                'd' => date.AddDays(count),
                'w' => date.AddDays(7 * count),
                'm' => date.AddMonths(count),
                'y' => date.AddYears(count),
                _ => throw new ArgumentOutOfRangeException(nameof(distance)),
            };
            return true;
        }
        catch (ArgumentOutOfRangeException)
        {
            // An unknown unit, or a date outside the calendar (years 1 to 9999).
            return false;
        }
    }
}
