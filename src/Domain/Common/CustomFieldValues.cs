using System.Text.Json.Nodes;

namespace NexusCrm.Domain.Common;

/// <summary>Values of an organization's own fields, kept as the text of a JSON object.</summary>
public static class CustomFieldValues
{
    /// <summary>The first object with keys it lacks, or has as null, taken from the second.</summary>
    public static string FillBlanks(string kept, string offered)
    {
        var (result, source) = (JsonNode.Parse(kept)!.AsObject(), JsonNode.Parse(offered)!.AsObject());
        foreach (var (key, value) in source)
        {
            if (result[key] is null) result[key] = value?.DeepClone();
        }

        return result.ToJsonString();
    }

    /// <summary>The first object with the keys of the second set; null removes a key (JSON merge patch, RFC 7396, first level).</summary>
    public static string Merge(string current, string patch)
    {
        var (result, changes) = (JsonNode.Parse(current)!.AsObject(), JsonNode.Parse(patch)!.AsObject());
        foreach (var (key, value) in changes)
        {
            if (value is null) result.Remove(key);
            else result[key] = value.DeepClone();
        }

        return result.ToJsonString();
    }
}
