using System.Globalization;
using System.Text;
using System.Text.Json;

namespace NexusCrm.Domain.Audit;

/// <summary>
/// JSON with one spelling for one value, so that it can be hashed: members sorted by UTF-16 code units, no blanks, only the escapes that RFC 8785 knows. Numbers keep the digits they were stored with
/// (an amount of 10.00 is not 10), which is the one thing that differs from the RFC.
/// </summary>
public static class CanonicalJson
{
    /// <summary>Rewrites a JSON text.</summary>
    public static string Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        var text = new StringBuilder(json.Length);
        Write(text, document.RootElement);
        return text.ToString();
    }

    /// <summary>Appends a string with its quotes.</summary>
    public static void Write(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value) Write(text, c);
        text.Append('"');
    }

    private static void Write(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                Write(text, '{', '}', value.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal), Member);
                break;
            case JsonValueKind.Array:
                Write(text, '[', ']', value.EnumerateArray(), Write);
                break;
            case JsonValueKind.String:
                Write(text, value.GetString()!);
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void Write<T>(StringBuilder text, char open, char close, IEnumerable<T> parts, Action<StringBuilder, T> write)
    {
        text.Append(open);
        var isFirst = true;
        foreach (var part in parts)
        {
            if (!isFirst) text.Append(',');
            isFirst = false;
            write(text, part);
        }

        text.Append(close);
    }

    private static void Member(StringBuilder text, JsonProperty member)
    {
        Write(text, member.Name);
        text.Append(':');
        Write(text, member.Value);
    }

    private static void Write(StringBuilder text, char c)
    {
        switch (c)
        {
            case '"': text.Append("\\\""); break;
            case '\\': text.Append("\\\\"); break;
            case '\b': text.Append("\\b"); break;
            case '\f': text.Append("\\f"); break;
            case '\n': text.Append("\\n"); break;
            case '\r': text.Append("\\r"); break;
            case '\t': text.Append("\\t"); break;
            case < ' ': text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"); break;
            default: text.Append(c); break;
        }
    }
}
