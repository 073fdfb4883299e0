using System.Text;
using System.Text.Json;

namespace NexusCrm.Domain.Common;

/// <summary>Cleans the fields of one input and gathers everything that is wrong with them, so that a person is told once.</summary>
internal sealed class FieldChecks
{
    /// <summary>Longest JSON text of custom fields, in characters.</summary>
    public const int CustomFieldsMaxLength = 50_000;

    private readonly Dictionary<string, List<string>> _messages = new(StringComparer.Ordinal);

    public bool Failed => _messages.Count > 0;

    public void Refuse(string field, string message)
    {
        if (!_messages.TryGetValue(field, out var messages)) _messages[field] = messages = [];
        messages.Add(message);
    }

    public Error ToError() => Error.Invalid(_messages.ToDictionary(m => m.Key, m => m.Value.ToArray(), StringComparer.Ordinal));

    /// <summary>Trimmed text, null when there is none.</summary>
    public string? Text(string field, string? value, int maxLength)
    {
        var text = value?.Trim();
        if (string.IsNullOrEmpty(text)) return null;
        if (text.Length > maxLength) Refuse(field, $"At most {maxLength} characters.");
        if (!IsStorable(text)) Refuse(field, "It holds a character that cannot be stored.");
        return text;
    }

    public string Required(string field, string? value, int maxLength)
    {
        var text = Text(field, value, maxLength);
        if (text is null) Refuse(field, "A value is required.");
        return text ?? "";
    }

    public EmailAddress? Email(string field, string? text) => string.IsNullOrWhiteSpace(text) ? null : Parsed(field, EmailAddress.Parse(text));

    /// <summary>A number without country code is tried as one of <paramref name="country"/>, then of the address.</summary>
    public PhoneNumber? Phone(string field, string? text, string country, string? addressCountry)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var here = PhoneNumber.Parse(text.Trim(), country);
        return here.Succeeded || addressCountry is null ? Parsed(field, here) : Parsed(field, PhoneNumber.Parse(text.Trim(), addressCountry));
    }

    public string? Website(string field, string? text)
    {
        var typed = Text(field, text, WebAddress.MaxLength);
        return typed is null || typed.Length > WebAddress.MaxLength ? null : Parsed(field, WebAddress.Parse(typed));
    }

    public Money? Amount(string field, Money? amount) => amount is null ? null : Parsed(field, Money.Of(amount.Amount, amount.Currency));

    public int? NotNegative(string field, int? value)
    {
        if (value < 0) Refuse(field, "It cannot be negative.");
        return value;
    }

    public T Known<T>(string field, T value) where T : struct, Enum
    {
        if (!Enum.IsDefined(value)) Refuse(field, "It is not one of the choices.");
        return value;
    }

    /// <summary>An address whose country, given by code or name, becomes its ISO 3166 alpha-2 code.</summary>
    public PostalAddress Address(string field, PostalAddress? address)
    {
        if (address is null) return PostalAddress.None;
        return new PostalAddress(
            Text(field + ".line1", address.Line1, PostalAddress.LineMaxLength),
            Text(field + ".line2", address.Line2, PostalAddress.LineMaxLength),
            Text(field + ".city", address.City, PostalAddress.PlaceMaxLength),
            Text(field + ".state", address.State, PostalAddress.PlaceMaxLength),
            Text(field + ".postalCode", address.PostalCode, PostalAddress.PostalCodeMaxLength),
            Country(field + ".country", address.Country));
    }

    public Utm Campaign(string field, Utm? utm)
    {
        if (utm is null) return Utm.None;
        return new Utm(
            Text(field + ".source", utm.Source, Utm.PartMaxLength),
            Text(field + ".medium", utm.Medium, Utm.PartMaxLength),
            Text(field + ".campaign", utm.Campaign, Utm.PartMaxLength),
            Text(field + ".term", utm.Term, Utm.PartMaxLength),
            Text(field + ".content", utm.Content, Utm.PartMaxLength));
    }

    public IReadOnlyList<string> Tags(string field, IEnumerable<string>? tags)
    {
        var cleaned = CrmRecord.CleanTags(tags ?? []);
        if (CrmRecord.TagsProblem(cleaned) is { } problem) Refuse(field, problem);
        return cleaned;
    }

    /// <summary>The text of a JSON object; nothing means an empty one.</summary>
    public string CustomFields(string field, string? json)
    {
        if (string.IsNullOrWhiteSpace(json)) return "{}";
        if (json.Length > CustomFieldsMaxLength) Refuse(field, $"At most {CustomFieldsMaxLength} characters in all.");
        else if (!IsStorableJsonObject(json)) Refuse(field, "A JSON object is expected.");
        return json;
    }

    private string? Country(string field, string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var code = Countries.Find(text);
        if (code is null) Refuse(field, "This is not a country.");
        return code;
    }

    public T? Parsed<T>(string field, Result<T> parsed) where T : class
    {
        if (parsed.Succeeded) return parsed.Value;
        Refuse(field, parsed.Error.Message);
        return null;
    }

    /// <summary>PostgreSQL text holds neither NUL nor half of a surrogate pair.</summary>
    private static bool IsStorable(string text)
    {
        foreach (var rune in text.AsSpan().EnumerateRunes())
        {
            if (rune.Value == 0) return false;
            if (rune == Rune.ReplacementChar && !text.Contains('\uFFFD', StringComparison.Ordinal)) return false;
        }

        return true;
    }

    private static bool IsStorableJsonObject(string json)
    {
        if (json.Contains("\\u0000", StringComparison.Ordinal) || !IsStorable(json)) return false;
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind is JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
