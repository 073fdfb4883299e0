using System.Globalization;
using NexusCrm.Domain.Common;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features;

/// <summary>Choices that many forms offer.</summary>
internal static class CommonChoices
{
    /// <summary>Currencies by code.</summary>
    public static IReadOnlyList<Choice<string?>> Currencies { get; } = [.. Money.Currencies.Order(StringComparer.Ordinal).Select(code => new Choice<string?>(code, code))];

    /// <summary>IANA time zones; the note says how far from UTC each is in its standard time.</summary>
    public static IReadOnlyList<Choice<string?>> TimeZones { get; } =
        [.. TimeZoneInfo.GetSystemTimeZones().Where(zone => zone.HasIanaId && zone.Id.Contains('/', StringComparison.Ordinal)).OrderBy(zone => zone.Id, StringComparer.Ordinal).Select(zone => new Choice<string?>(zone.Id, zone.Id.Replace('_', ' '), Offset(zone)))];

    /// <summary>The months, 1 to 12.</summary>
    public static IReadOnlyList<Choice<int>> Months { get; } = [.. Enumerable.Range(1, 12).Select(month => new Choice<int>(month, CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month)))];

    private static string Offset(TimeZoneInfo zone) =>
        string.Create(CultureInfo.InvariantCulture, $"UTC{(zone.BaseUtcOffset < TimeSpan.Zero ? "−" : "+")}{zone.BaseUtcOffset:hh\\:mm}");
}
