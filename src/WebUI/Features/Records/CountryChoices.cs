using System.Globalization;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Records;

/// <summary>The countries by ISO 3166 alpha-2 code, Singapore first.</summary>
internal static class CountryChoices
{
    private const string Home = "SG";

    private static readonly Dictionary<string, string> Names = CultureInfo.GetCultures(CultureTypes.SpecificCultures)
        .Select(culture => new RegionInfo(culture.Name))
        .Where(region => region.TwoLetterISORegionName is { Length: 2 } code && code.All(char.IsAsciiLetterUpper))
        .DistinctBy(region => region.TwoLetterISORegionName)
        .ToDictionary(region => region.TwoLetterISORegionName, region => region.EnglishName, StringComparer.Ordinal);

    /// <summary>To choose from.</summary>
    public static IReadOnlyList<Choice<string?>> All { get; } =
        [.. Names.OrderByDescending(country => country.Key == Home).ThenBy(country => country.Value, StringComparer.Ordinal).Select(country => new Choice<string?>(country.Key, country.Value))];

    /// <summary>The name of a country; the code itself where it has none.</summary>
    public static string? NameOf(string? code) => code is null ? null : Names.GetValueOrDefault(code, code);
}
