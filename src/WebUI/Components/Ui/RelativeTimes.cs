using System.Globalization;

namespace NexusCrm.WebUI.Components.Ui;

/// <summary>Says when something was or will be, as people say it.</summary>
public static class RelativeTimes
{
    private const int DaysInWords = 7;
    private static readonly TimeSpan HoursInWords = TimeSpan.FromHours(12);

    /// <summary>"just now", "5 min ago", "3 h ago", "yesterday", "4 days ago", "12 Mar", "12 Mar 2024"; "in 3 days", "tomorrow".</summary>
    /// <param name="at">The instant.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="zone">Zone whose calendar days count.</param>
    public static string Describe(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone)
    {
        var passed = now - at;
        if (passed.Duration() < TimeSpan.FromMinutes(1)) return "just now";
        if (passed.Duration() < TimeSpan.FromHours(1)) return Say(passed, $"{Math.Floor(passed.Duration().TotalMinutes)} min");

        if (passed.Duration() < HoursInWords) return Say(passed, $"{Math.Floor(passed.Duration().TotalHours)} h");

        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        return (today.DayNumber - day.DayNumber) switch
        {
            0 => Say(passed, $"{Math.Floor(passed.Duration().TotalHours)} h"),
            1 => "yesterday",
            -1 => "tomorrow",
            var days when Math.Abs(days) < DaysInWords => Say(passed, $"{Math.Abs(days)} days"),
            _ => day.ToString(day.Year == today.Year ? "d MMM" : "d MMM yyyy", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>"Sat 21 Nov 2026, 14:05 (UTC+08:00)".</summary>
    public static string Exact(DateTimeOffset at, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        return local.ToString("ddd d MMM yyyy, HH:mm", CultureInfo.InvariantCulture) + local.ToString(" '(UTC'zzz')'", CultureInfo.InvariantCulture);
    }

    private static string Say(TimeSpan passed, string amount) => passed > TimeSpan.Zero ? $"{amount} ago" : $"in {amount}";
}
