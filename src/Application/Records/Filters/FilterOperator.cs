using System.Collections.Frozen;
using System.Text.Json;

namespace NexusCrm.Application.Records.Filters;

/// <summary>How a clause compares. <c>ne</c> and <c>nin</c> are the exact opposites of <c>eq</c> and <c>in</c>: they hold for records without a value.</summary>
public enum FilterOperator
{
    /// <summary>Equal; text without regard to case; a date against an instant means any time of that day; a list has the value.</summary>
    Eq,
    /// <summary>Not equal.</summary>
    Ne,
    /// <summary>Equal to any of the values.</summary>
    In,
    /// <summary>Equal to none of the values.</summary>
    Nin,
    /// <summary>Less.</summary>
    Lt,
    /// <summary>Less or equal.</summary>
    Lte,
    /// <summary>Greater.</summary>
    Gt,
    /// <summary>Greater or equal.</summary>
    Gte,
    /// <summary>Has the value somewhere inside, without regard to case.</summary>
    Contains,
    /// <summary>Begins with the value, without regard to case.</summary>
    StartsWith,
    /// <summary>Has no value (<c>true</c>) or has one (<c>false</c>).</summary>
    Empty,
}

/// <summary>The names of the operators as requests write them: <c>eq</c>, <c>startsWith</c>.</summary>
public static class FilterOperators
{
    private static readonly FrozenDictionary<string, FilterOperator> ByName =
        Enum.GetValues<FilterOperator>().ToFrozenDictionary(o => JsonNamingPolicy.CamelCase.ConvertName(o.ToString()), StringComparer.Ordinal);

    private static readonly FrozenDictionary<FilterOperator, string> Names = ByName.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>The name of an operator.</summary>
    public static string Name(this FilterOperator value) => Names[value];

    /// <summary>Reads a name.</summary>
    public static bool TryParse(string name, out FilterOperator value) => ByName.TryGetValue(name, out value);

    /// <summary>True for the operators that take several values.</summary>
    internal static bool TakesMany(this FilterOperator value) => value is FilterOperator.In or FilterOperator.Nin;
}
