using System.Globalization;
using System.Text.Json;
using NexusCrm.Application.Audit;
using NexusCrm.Application.Records;
using NexusCrm.Domain.Audit;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Records;

/// <summary>What people read of the audit trail.</summary>
internal static class AuditWords
{
    private const int ValueMaxLength = 200;

    /// <summary>Who it was.</summary>
    public static string Actor(AuditedBy by) => by.Name ?? by.Type switch
    {
        AuditActor.User => "A former member",
        AuditActor.ApiKey => "An API key",
        AuditActor.Form => "A lead form",
        AuditActor.Job => "NexusCrm",
        _ => "Somebody unknown",
    };

    /// <summary>What they did: "changed", "moved to the recycle bin".</summary>
    public static string Did(AuditAction action) => action switch
    {
        AuditAction.Created => "created it",
        AuditAction.Updated => "changed it",
        AuditAction.Deleted => "deleted it",
        AuditAction.Restored => "restored it",
        AuditAction.Merged => "merged it",
        AuditAction.Converted => "converted it",
        AuditAction.Imported => "imported it",
        AuditAction.Undone => "took a change of it back",
        AuditAction.Exported => "exported it",
        _ => "viewed it",
    };

    /// <summary>A field's label, from the catalogue where it stands there.</summary>
    public static string Field(IRecordType? type, string field) => type?.FieldOf(field)?.Label ?? Words.Sentence(field.Replace(".", " ", StringComparison.Ordinal));

    /// <summary>A value of a field as a line of text; null for none.</summary>
    /// <param name="line">The entry, which knows the members' names.</param>
    /// <param name="field">The field in the catalogue, if it stands there.</param>
    /// <param name="value">The value.</param>
    public static string? Value(AuditLine line, RecordField? field, JsonElement? value)
    {
        if (value is not { } known) return null;
        if (known.ValueKind is JsonValueKind.String && known.TryGetGuid(out var id) && line.Names.TryGetValue(id, out var name)) return name;
        var text = Shortened(Text(known));
        if (text.Length == 0) return null;
        return field?.Type is FieldType.Choice ? Words.Sentence(text) : text;
    }

    /// <summary>All that changed in one line, for lists.</summary>
    public static string Summary(AuditLine line)
    {
        if (line.Changes.Count == 0) return line.IsErased ? "Values erased" : "";
        var fields = line.Changes.Select(c => Field(null, c.Field)).Take(4).ToList();
        var more = line.Changes.Count - fields.Count;
        return string.Join(", ", fields) + (more > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {more} more") : "");
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "Yes",
        JsonValueKind.False => "No",
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Text)),
        JsonValueKind.Object when value.TryGetProperty("amount", out var amount) && value.TryGetProperty("currency", out var currency) => $"{currency} {(decimal.TryParse(amount.GetString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number.ToString("N2", CultureInfo.InvariantCulture) : Text(amount))}",
        JsonValueKind.Object when value.TryGetProperty("value", out var point) => Text(point),
        JsonValueKind.Object => string.Join(", ", value.EnumerateObject().Select(p => $"{Words.Sentence(p.Name)} {Text(p.Value)}")),
        _ => value.GetRawText(),
    };

    private static string Shortened(string text) => text.Length > ValueMaxLength ? text[..ValueMaxLength] + "…" : text;
}
