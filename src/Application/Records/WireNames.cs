using System.Collections.Frozen;
using System.Text.Json;

namespace NexusCrm.Application.Records;

/// <summary>The snake_case names of an enum's members, as the API, files and saved views write them.</summary>
public static class WireNames<TEnum> where TEnum : struct, Enum
{
    private static readonly FrozenDictionary<TEnum, string> Names =
        Enum.GetValues<TEnum>().ToFrozenDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

    private static readonly FrozenDictionary<string, TEnum> Values = Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>All names in the order of declaration.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<TEnum>().Select(Of)];

    /// <summary>The name of a member.</summary>
    public static string Of(TEnum value) => Names[value];

    /// <summary>Reads a name without regard to case.</summary>
    public static bool TryParse(string name, out TEnum value) => Values.TryGetValue(name, out value);
}
