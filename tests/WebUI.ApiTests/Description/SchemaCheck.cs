using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NexusCrm.WebUI.ApiTests.Description;

/// <summary>Compares a value with a JSON schema of the OpenAPI document: the keywords that the document uses, and besides them that nothing undeclared is there.</summary>
internal sealed class SchemaCheck(JsonNode document)
{
    /// <summary>What is wrong with the value, by JSON path; empty when nothing is.</summary>
    public IEnumerable<string> Faults(JsonNode schema, JsonNode? value, string at = "$")
    {
        var rules = Resolve(schema).AsObject();
        if (rules["oneOf"] is JsonArray one) return one.Count(s => !Faults(s!, value, at).Any()) == 1 ? [] : [$"{at}: fits none or several of the alternatives"];
        if (rules["anyOf"] is JsonArray any) return any.Any(s => !Faults(s!, value, at).Any()) ? [] : [$"{at}: fits none of the alternatives"];
        if (!Fits(TypesOf(rules), TypeOf(value))) return [$"{at}: {TypeOf(value)} instead of {string.Join(" or ", TypesOf(rules))}"];
        return value switch
        {
            JsonObject members => OfMembers(rules, members, at),
            JsonArray items => OfItems(rules, items, at),
            JsonValue single => OfValue(rules, single, at),
            _ => [],
        };
    }

    private JsonNode Resolve(JsonNode schema)
    {
        while (schema["$ref"] is { } reference)
        {
            schema = ((string)reference!).TrimStart('#', '/').Split('/').Aggregate(document, (node, part) => node[part] ?? throw new InvalidOperationException($"{reference} leads nowhere."));
        }

        return schema;
    }

    private IEnumerable<string> OfMembers(JsonObject rules, JsonObject members, string at)
    {
        var declared = rules["properties"]?.AsObject();
        foreach (var missing in rules["required"]?.AsArray().Select(r => (string)r!).Where(name => !members.ContainsKey(name)) ?? []) yield return $"{at}.{missing}: missing";
        foreach (var (name, value) in members)
        {
            if ((declared?[name] ?? rules["additionalProperties"]) is JsonObject schema)
            {
                foreach (var fault in Faults(schema, value, $"{at}.{name}")) yield return fault;
            }
            else if (declared is not null && !IsOpen(rules))
            {
                yield return $"{at}.{name}: not described";
            }
        }
    }

    /// <summary>Problems carry what helps with the very refusal.</summary>
    private static bool IsOpen(JsonObject rules) => rules["properties"]?["traceId"] is not null;

    private IEnumerable<string> OfItems(JsonObject rules, JsonArray items, string at)
    {
        if (rules["maxItems"] is { } most && items.Count > (int)most) yield return $"{at}: more than {most} items";
        if (rules["items"] is not { } schema) yield break;
        for (var i = 0; i < items.Count; i++)
        {
            foreach (var fault in Faults(schema, items[i], $"{at}[{i}]")) yield return fault;
        }
    }

    private static IEnumerable<string> OfValue(JsonObject rules, JsonValue value, string at)
    {
        if (rules["enum"] is JsonArray choices && !choices.Any(c => JsonNode.DeepEquals(c, value))) yield return $"{at}: {value} is none of the choices";
        if (value.GetValueKind() is JsonValueKind.String && rules["maxLength"] is { } length && ((string)value!).Length > (int)length) yield return $"{at}: longer than {length}";
        if (value.GetValueKind() is not JsonValueKind.Number) yield break;
        if (rules["minimum"] is { } least && value.GetValue<decimal>() < Number(least)) yield return $"{at}: {value} is less than {least}";
        if (rules["maximum"] is { } largest && value.GetValue<decimal>() > Number(largest)) yield return $"{at}: {value} is more than {largest}";
    }

    private static bool Fits(string[] allowed, string type) => allowed.Contains(type) || (type == "integer" && allowed.Contains("number"));

    private static decimal Number(JsonNode limit) => decimal.Parse(limit.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string[] TypesOf(JsonObject rules) => rules["type"] switch
    {
        JsonArray several => [.. several.Select(t => (string)t!)],
        { } one => [(string)one!],
        null => ["object", "array", "string", "integer", "number", "boolean", "null"],
    };

    private static string TypeOf(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject => "object",
        JsonArray => "array",
        _ => value.GetValueKind() switch
        {
            JsonValueKind.String => "string",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            _ => value.ToJsonString().AsSpan().ContainsAny('.', 'e', 'E') ? "number" : "integer",
        },
    };
}
