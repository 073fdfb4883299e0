using System.Text.Json.Nodes;

namespace NexusCrm.Application.Merging;

/// <summary>What a record says of itself, property by property.</summary>
/// <param name="Id">The record.</param>
/// <param name="Facts">Its properties as JSON; an address or an amount is one value.</param>
internal sealed record MergeSource(Guid Id, JsonObject Facts);

/// <summary>
/// The rules of merged values (M2): the winner's own where it has one, else the most recently changed loser's; a choice by field goes before. Addresses and amounts are taken whole, lists are pooled,
/// own fields pooled by key, and of yes and no the stricter: no calls, no mails.
/// </summary>
internal static class MergedDetails
{
    /// <summary>The property with the organization's own fields.</summary>
    public const string CustomFields = "customFields";

    /// <summary>Merges.</summary>
    /// <param name="winner">The winner.</param>
    /// <param name="losers">The losers, the most recently changed first.</param>
    /// <param name="chosen">Property to the record whose value is taken.</param>
    public static JsonObject Of(MergeSource winner, IReadOnlyList<MergeSource> losers, IReadOnlyDictionary<string, Guid> chosen)
    {
        var merged = new JsonObject();
        foreach (var property in winner.Facts.Select(f => f.Key))
        {
            var first = chosen.TryGetValue(property, out var source) ? losers.FirstOrDefault(l => l.Id == source) ?? winner : winner;
            var values = new[] { first, winner }.Concat(losers).DistinctBy(s => s.Id).Select(s => s.Facts[property]).ToList();
            merged[property] = Value(property, values, isChosen: chosen.ContainsKey(property))?.DeepClone();
        }

        return merged;
    }

    /// <summary>How the winner was before the merge, but for what was changed since: that stays.</summary>
    public static JsonObject Undone(JsonObject before, JsonObject after, JsonObject now)
    {
        var restored = new JsonObject();
        foreach (var (property, value) in now) restored[property] = (JsonNode.DeepEquals(value, after[property]) ? before[property] : value)?.DeepClone();
        return restored;
    }

    private static JsonNode? Value(string property, List<JsonNode?> values, bool isChosen)
    {
        if (values.Exists(v => v is JsonArray)) return Pooled([.. values.OfType<JsonArray>().SelectMany(a => a)]);
        if (property == CustomFields) return PooledFields(values.OfType<JsonObject>());
        if (values.Exists(v => v?.GetValueKind() is System.Text.Json.JsonValueKind.True)) return true;
        return isChosen ? values[0] : values.Find(v => !IsEmpty(v)) ?? values[0];
    }

    /// <summary>Texts and points (e-mail addresses, numbers), each once without regard to case; the first point is the primary one.</summary>
    private static JsonArray Pooled(IReadOnlyList<JsonNode?> items)
    {
        var pooled = items.OfType<JsonNode>().DistinctBy(Compared, StringComparer.OrdinalIgnoreCase).Select(i => i.DeepClone()).ToList();
        for (var i = 0; i < pooled.Count; i++)
        {
            if (pooled[i] is JsonObject point) point["primary"] = i == 0;
        }

        return new JsonArray([.. pooled]);
    }

    private static string Compared(JsonNode item) => item is JsonObject point ? (string)point["value"]! : (string)item!;

    private static JsonObject PooledFields(IEnumerable<JsonObject> fields)
    {
        var pooled = new JsonObject();
        foreach (var (key, value) in fields.SelectMany(f => f).Where(f => !IsEmpty(f.Value))) pooled.TryAdd(key, value!.DeepClone());
        return pooled;
    }

    private static bool IsEmpty(JsonNode? value) => value switch
    {
        null => true,
        JsonObject parts => parts.All(p => IsEmpty(p.Value)),
        JsonValue text when text.TryGetValue<string>(out var written) => written.Length == 0,
        _ => false,
    };
}
