using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Views;

namespace NexusCrm.Application.Records.Filters;

/// <summary>
/// A filter as JSON: a clause <c>{"field":"score","op":"gte","value":50}</c> or a group <c>{"and":[...]}</c>, <c>{"or":[...]}</c>, <c>{"not":{...}}</c>. Values are text, number, true or false, or a list of
/// them for <c>in</c> and <c>nin</c>. Saved views store this text.
/// </summary>
public static class FilterJson
{
    /// <summary>Longest text in characters.</summary>
    public const int MaxLength = SavedView.FilterMaxLength;

    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <summary>Printed text is shown and stored, never put into HTML unescaped.</summary>
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a filter.</summary>
    public static Result<Filter> Parse(string text)
    {
        if (text.Length > MaxLength) return FilterErrors.TooComplex;
        try
        {
            using var document = JsonDocument.Parse(text, Reading);
            var filter = Node(document.RootElement, Filter.MaxDepth);
            if (!filter.Succeeded) return filter;
            return filter.Value.Clauses.Take(Filter.MaxClauses + 1).Count() > Filter.MaxClauses ? FilterErrors.TooComplex : filter;
        }
        catch (JsonException failure)
        {
            return FilterErrors.BadJson($"The filter is not JSON (line {failure.LineNumber + 1}, byte {failure.BytePositionInLine + 1}).");
        }
        catch (InvalidOperationException)
        {
            // JsonElement.GetString refuses texts with half of a surrogate pair.
            return FilterErrors.BadJson("The filter holds text that is not Unicode.");
        }
    }

    /// <summary>Prints a filter; reading it again gives the same filter. Equal filters print equal texts.</summary>
    public static string Print(Filter filter)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Writing)) Write(json, filter);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static Result<Filter> Node(JsonElement node, int depthLeft)
    {
        if (depthLeft == 0) return FilterErrors.TooComplex;
        if (node.ValueKind is not JsonValueKind.Object) return FilterErrors.BadJson("A filter is an object.");

        var members = node.EnumerateObject().ToArray();
        return members switch
        {
            [{ Name: "and", Value: var parts }] => Group(parts, "and", depthLeft, all => new AllOf(all)),
            [{ Name: "or", Value: var parts }] => Group(parts, "or", depthLeft, any => new AnyOf(any)),
            [{ Name: "not", Value: var part }] => Negation(part, depthLeft),
            _ => ClauseOf(members),
        };
    }

    private static Result<Filter> Negation(JsonElement part, int depthLeft)
    {
        var filter = Node(part, depthLeft - 1);
        return filter.Succeeded ? new Not(filter.Value) : filter.Error.At("not");
    }

    private static Result<Filter> Group(JsonElement parts, string word, int depthLeft, Func<IReadOnlyList<Filter>, Filter> group)
    {
        if (parts.ValueKind is not JsonValueKind.Array || parts.GetArrayLength() == 0) return FilterErrors.BadJson($"'{word}' takes a list of at least one filter.");
        if (parts.GetArrayLength() > Filter.MaxClauses) return FilterErrors.TooComplex;

        var filters = new List<Filter>(parts.GetArrayLength());
        foreach (var part in parts.EnumerateArray())
        {
            var filter = Node(part, depthLeft - 1);
            if (!filter.Succeeded) return filter.Error.At($"{word}[{filters.Count}]");
            filters.Add(filter.Value);
        }

        return group(filters);
    }

    private static Result<Filter> ClauseOf(JsonProperty[] members)
    {
        string? field = null, operatorName = null;
        JsonElement? value = null;
        foreach (var member in members)
        {
            if (member is { Name: "field", Value.ValueKind: JsonValueKind.String }) field = member.Value.GetString();
            else if (member is { Name: "op", Value.ValueKind: JsonValueKind.String }) operatorName = member.Value.GetString();
            else if (member.Name == "value") value = member.Value;
            else return FilterErrors.BadJson($"A filter does not take '{(member.Name.Length > 50 ? "…" : member.Name)}' here.");
        }

        if (string.IsNullOrEmpty(field) || operatorName is null || value is null) return FilterErrors.BadJson("A condition has 'field', 'op' and 'value'; a group has 'and', 'or' or 'not'.");
        if (!FilterOperators.TryParse(operatorName, out var @operator)) return FilterErrors.UnknownOperator(field, operatorName);
        return Values(value.Value, @operator) is { } values
            ? new Clause(field, @operator, values)
            : Error.Invalid(field, @operator.TakesMany() ? "Give a list of values." : "Give one value: a text, a number, true or false.");
    }

    private static List<string>? Values(JsonElement value, FilterOperator @operator)
    {
        var elements = value.ValueKind is JsonValueKind.Array && @operator.TakesMany() ? value.EnumerateArray().ToArray() : [value];
        var texts = elements.Select(Scalar).OfType<string>().ToList();
        return texts.Count == elements.Length && texts.Count > 0 ? texts : null;
    }

    private static string? Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    private static void Write(Utf8JsonWriter json, Filter filter)
    {
        json.WriteStartObject();
        switch (filter)
        {
            case AllOf all: WriteGroup(json, "and", all.Parts); break;
            case AnyOf any: WriteGroup(json, "or", any.Parts); break;
            case Not not: json.WritePropertyName("not"); Write(json, not.Part); break;
            case Clause clause: WriteClause(json, clause); break;
            default: throw new InvalidOperationException($"{filter.GetType()} is no filter node.");
        }

        json.WriteEndObject();
    }

    private static void WriteGroup(Utf8JsonWriter json, string word, IReadOnlyList<Filter> parts)
    {
        json.WriteStartArray(word);
        foreach (var part in parts) Write(json, part);
        json.WriteEndArray();
    }

    private static void WriteClause(Utf8JsonWriter json, Clause clause)
    {
        json.WriteString("field", clause.Field);
        json.WriteString("op", clause.Operator.Name());
        if (clause.Operator is FilterOperator.Empty) json.WriteBoolean("value", clause.Values[0] == "true");
        else if (!clause.Operator.TakesMany()) json.WriteString("value", clause.Values[0]);
        else
        {
            json.WriteStartArray("value");
            foreach (var value in clause.Values) json.WriteStringValue(value);
            json.WriteEndArray();
        }
    }
}
