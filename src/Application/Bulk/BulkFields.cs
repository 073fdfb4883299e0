using System.Text.Json;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Records;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Bulk;

/// <summary>The fields that the bulk action <c>update</c> sets, by key; only those that the catalogue lets. What is left out is not set; null clears.</summary>
internal sealed class BulkFields
{
    private static readonly string[] NotInBulk = ["This field cannot be changed in bulk."];

    private readonly Dictionary<string, JsonElement> _values;
    private readonly Dictionary<string, string[]> _wrong = new(StringComparer.Ordinal);

    private BulkFields(Dictionary<string, JsonElement> values) => _values = values;

    /// <summary>What could not be read, or null.</summary>
    public Error? Problem => _wrong.Count == 0 ? null : Error.Invalid(_wrong);

    /// <summary>Takes the fields of a JSON object; parts of a value may stand in an object of their own (<c>{"address":{"city":"Singapore"}}</c>) or under their key (<c>address.city</c>).</summary>
    public static Result<BulkFields> Of(IRecordType type, JsonElement given)
    {
        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        Flatten(given, "", values);
        var refused = values.Keys.Where(key => type.FieldOf(key) is not { IsBulkUpdatable: true }).ToList();
        if (refused.Count > 0) return Error.Invalid(refused.ToDictionary(key => $"params.fields.{key}", _ => NotInBulk, StringComparer.Ordinal));
        return values.Count == 0 ? Error.Invalid("params.fields", "Give the fields to set.") : new BulkFields(values);
    }

    /// <summary>A text.</summary>
    public Optional<string?> Text(string key) => Read(key, "a text", value => value.ValueKind is JsonValueKind.String ? (true, value.GetString()) : (false, null));

    /// <summary>A whole number.</summary>
    public Optional<int?> Whole(string key) => Read(key, "a whole number", value => value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number) ? (true, number) : (false, (int?)null));

    /// <summary>True or false.</summary>
    public Optional<bool> YesOrNo(string key)
    {
        if (!_values.TryGetValue(key, out var value)) return default;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        _wrong[$"params.fields.{key}"] = ["Give true or false."];
        return default;
    }

    /// <summary>A date.</summary>
    public Optional<DateOnly?> Date(string key) => Read(key, "a date such as 2026-11-21", value =>
        value.ValueKind is JsonValueKind.String && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", out var date) ? (true, date) : (false, (DateOnly?)null));

    /// <summary>One of a closed list.</summary>
    public Optional<TChoice?> Choice<TChoice>(string key) where TChoice : struct, Enum => Read(key, $"one of {string.Join(", ", WireNames<TChoice>.All)}", value =>
        value.ValueKind is JsonValueKind.String && WireNames<TChoice>.TryParse(value.GetString()!, out var choice) ? (true, choice) : (false, (TChoice?)null));

    private Optional<TValue?> Read<TValue>(string key, string expected, Func<JsonElement, (bool Fits, TValue? Value)> read)
    {
        if (!_values.TryGetValue(key, out var value)) return default;
        if (value.ValueKind is JsonValueKind.Null) return new Optional<TValue?>(default);
        var (fits, found) = read(value);
        if (fits) return new Optional<TValue?>(found);
        _wrong[$"params.fields.{key}"] = [$"Give {expected}."];
        return default;
    }

    private static void Flatten(JsonElement given, string prefix, Dictionary<string, JsonElement> values)
    {
        foreach (var property in given.EnumerateObject())
        {
            if (property.Value.ValueKind is JsonValueKind.Object && prefix.Length == 0) Flatten(property.Value, property.Name + ".", values);
            else values[prefix + property.Name] = property.Value;
        }
    }
}
