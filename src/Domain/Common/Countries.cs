using System.Globalization;

namespace NexusCrm.Domain.Common;

/// <summary>ISO 3166 countries by code and by English name.</summary>
public static class Countries
{
    private static readonly Dictionary<string, string> ByName = Build();

    private static readonly HashSet<string> Codes = [.. ByName.Values];

    /// <summary>The alpha-2 code of a country given by code, name or a usual variant; null when it is none.</summary>
    public static string? Find(string text)
    {
        var wanted = text.Trim();
        var code = wanted.ToUpperInvariant();
        return Codes.Contains(code) ? code : ByName.GetValueOrDefault(wanted);
    }

    private static Dictionary<string, string> Build()
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var culture in CultureInfo.GetCultures(CultureTypes.SpecificCultures))
        {
            var region = new RegionInfo(culture.Name);
            if (region.TwoLetterISORegionName is not { Length: 2 } code || !code.All(char.IsAsciiLetterUpper)) continue;
            names.TryAdd(region.EnglishName, code);
            names.TryAdd(region.ThreeLetterISORegionName, code);
        }

        foreach (var (name, code) in Variants) names.TryAdd(name, code);
        return names;
    }

    private static IEnumerable<(string Name, string Code)> Variants =>
    [
        ("Singapore", "SG"), ("Republic of Singapore", "SG"), ("S'pore", "SG"), ("SGP", "SG"), ("Malaysia", "MY"), ("Indonesia", "ID"), ("Hong Kong", "HK"), ("Hong Kong SAR", "HK"), ("Macau", "MO"),
        ("Taiwan", "TW"), ("South Korea", "KR"), ("Korea", "KR"), ("Vietnam", "VN"), ("Viet Nam", "VN"), ("Burma", "MM"), ("Myanmar", "MM"), ("UAE", "AE"), ("UK", "GB"),
        ("United Kingdom", "GB"), ("Great Britain", "GB"), ("England", "GB"), ("USA", "US"), ("United States", "US"), ("United States of America", "US"), ("Brunei", "BN"), ("China", "CN"), ("PRC", "CN"),
    ];
}
