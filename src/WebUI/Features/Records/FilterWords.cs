using System.Globalization;
using NexusCrm.Application.Records.Filters;
using NexusCrm.Application.Records.Queries;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Records;

/// <summary>Says a filter in words.</summary>
internal static class FilterWords
{
    private const string Today = "@today";

    /// <summary>Type of a field, as <see cref="FieldDescription.Type"/> names it.</summary>
    public static bool IsDay(FieldDescription field) => field.Type is "date" or "instant";

    /// <summary>Whether a field holds numbers.</summary>
    public static bool IsNumber(FieldDescription field) => field.Type is "number" or "money";

    /// <summary>"is any of", "after", "at least".</summary>
    public static string Operator(FieldDescription? field, FilterOperator @operator)
    {
        var day = field is not null && IsDay(field);
        return @operator switch
        {
            FilterOperator.Eq => day ? "is on" : field?.Type is "multi_choice" ? "has" : "is",
            FilterOperator.Ne => day ? "is not on" : field?.Type is "multi_choice" ? "has not" : "is not",
            FilterOperator.In => field?.Type is "multi_choice" ? "has any of" : "is any of",
            FilterOperator.Nin => field?.Type is "multi_choice" ? "has none of" : "is none of",
            FilterOperator.Lt => day ? "is before" : "is less than",
            FilterOperator.Lte => day ? "is on or before" : "is at most",
            FilterOperator.Gt => day ? "is after" : "is more than",
            FilterOperator.Gte => day ? "is on or after" : "is at least",
            FilterOperator.Contains => "contains",
            FilterOperator.StartsWith => "starts with",
            FilterOperator.Empty => "is empty",
            _ => throw new ArgumentOutOfRangeException(nameof(@operator)),
        };
    }

    /// <summary>A part of a filter as a chip.</summary>
    /// <param name="key">What the chip reports back.</param>
    /// <param name="part">The part.</param>
    /// <param name="fields">The catalogue, by key.</param>
    /// <param name="names">Names of referenced records, by id.</param>
    public static FilterChip Chip(string key, Filter part, IReadOnlyDictionary<string, FieldDescription> fields, IReadOnlyDictionary<string, string> names) => part switch
    {
        Clause clause => Chip(key, clause, fields.GetValueOrDefault(clause.Field), names),
        AnyOf any when any.Parts.All(p => p is Clause) => new(key, "Any", "of", string.Join(" or ", any.Parts.Select(p => Sentence(Chip(key, p, fields, names))))),
        _ => new(key, "Advanced", "filter", FilterJson.Print(part)),
    };

    /// <summary>A value in words: "Demo request", "30 days ago", a name.</summary>
    public static string Value(FieldDescription? field, string value, IReadOnlyDictionary<string, string> names) => field switch
    {
        { Type: "choice" } => Words.Sentence(value),
        { Type: "boolean" } => value == "true" ? "yes" : "no",
        { Type: "reference" } => value == "@me" ? "me" : names.GetValueOrDefault(value, value),
        { Type: "number" or "money" } when decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => number.ToString("#,##0.##########", CultureInfo.InvariantCulture),
        _ when field is not null && IsDay(field) => Day(value),
        _ => value,
    };

    private static FilterChip Chip(string key, Clause clause, FieldDescription? field, IReadOnlyDictionary<string, string> names)
    {
        var label = field?.Label ?? clause.Field;
        if (clause.Operator is FilterOperator.Empty) return new(key, label, clause.Values[0] == "true" ? "is empty" : "has a value", null);
        return new(key, label, Operator(field, clause.Operator), string.Join(", ", clause.Values.Select(value => Value(field, value, names))));
    }

    private static string Sentence(FilterChip chip) => string.Join(' ', new[] { chip.Field, chip.Operator, chip.Value }.Where(word => !string.IsNullOrEmpty(word)));

    private static string Day(string value)
    {
        if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
        if (value == Today) return "today";
        if (!value.StartsWith(Today, StringComparison.Ordinal) || !int.TryParse(value[Today.Length..^1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count)) return value;

        var unit = value[^1] switch { 'd' => "day", 'w' => "week", 'm' => "month", 'y' => "year", _ => value[^1..] };
        var amount = Math.Abs(count) == 1 ? $"1 {unit}" : $"{Math.Abs(count)} {unit}s";
        return count < 0 ? $"{amount} ago" : $"in {amount}";
    }
}
