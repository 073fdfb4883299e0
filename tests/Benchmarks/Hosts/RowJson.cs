using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;

namespace NexusCrm.Benchmarks.Hosts;

/// <summary>Writes rows as the product's JSON without its types: learns the shape from one of its answers and takes the values from columns of the same names.</summary>
internal sealed class RowJson(JsonObject sample, IReadOnlyDictionary<Guid, string> ownerNames)
{
    private Action<Utf8JsonWriter, NpgsqlDataReader>? _write;

    /// <summary>Writes one row. Where each value stands is found out on the first one: the statement is always the same.</summary>
    public void Write(Utf8JsonWriter writer, NpgsqlDataReader row)
    {
        _write ??= Object(sample, "", row);
        _write(writer, row);
    }

    private Action<Utf8JsonWriter, NpgsqlDataReader> Object(JsonObject shape, string prefix, NpgsqlDataReader row)
    {
        var members = shape.Select(p => (Name: JsonEncodedText.Encode(p.Key), Write: Member(p.Key, p.Value, prefix + Snake(p.Key), row))).ToArray();
        return (writer, current) =>
        {
            writer.WriteStartObject();
            foreach (var (name, write) in members)
            {
                writer.WritePropertyName(name);
                write(writer, current);
            }

            writer.WriteEndObject();
        };
    }

    private Action<Utf8JsonWriter, NpgsqlDataReader> Member(string name, JsonNode? value, string column, NpgsqlDataReader row)
    {
        if (name == "ownerName") return Owner(row.GetOrdinal("owner_id"));
        if (Ordinal(row, column + "_amount") is { } amount) return Money(amount, row.GetOrdinal(column + "_currency"));
        if (value is JsonObject parts && name != "customFields") return Object(parts, column + "_", row);
        return Ordinal(row, column) is { } ordinal ? Nullable(ordinal, Value(row.GetDataTypeName(ordinal), ordinal)) : (writer, _) => writer.WriteNullValue();
    }

    private Action<Utf8JsonWriter, NpgsqlDataReader> Owner(int ordinal) => Nullable(ordinal, (writer, row) => writer.WriteStringValue(ownerNames[row.GetGuid(ordinal)]));

    private static Action<Utf8JsonWriter, NpgsqlDataReader> Money(int amount, int currency) => Nullable(amount, (writer, row) =>
    {
        writer.WriteStartObject();
        writer.WriteString("amount", row.GetDecimal(amount).ToString("F2", CultureInfo.InvariantCulture));
        writer.WriteString("currency", row.GetString(currency));
        writer.WriteEndObject();
    });

    private static Action<Utf8JsonWriter, NpgsqlDataReader> Value(string type, int ordinal) => type switch
    {
        "uuid" => (writer, row) => writer.WriteStringValue(row.GetGuid(ordinal)),
        "integer" => (writer, row) => writer.WriteNumberValue(row.GetInt32(ordinal)),
        "boolean" => (writer, row) => writer.WriteBooleanValue(row.GetBoolean(ordinal)),
        "jsonb" => (writer, row) => writer.WriteRawValue(row.GetString(ordinal)),
        "timestamp with time zone" => (writer, row) => writer.WriteStringValue(row.GetDateTime(ordinal).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture)),
        _ when type.EndsWith("[]", StringComparison.Ordinal) => (writer, row) =>
        {
            writer.WriteStartArray();
            foreach (var text in row.GetFieldValue<string[]>(ordinal)) writer.WriteStringValue(text);
            writer.WriteEndArray();
        }
        ,
        _ => (writer, row) => writer.WriteStringValue(row.GetString(ordinal)),
    };

    private static Action<Utf8JsonWriter, NpgsqlDataReader> Nullable(int ordinal, Action<Utf8JsonWriter, NpgsqlDataReader> write) => (writer, row) =>
    {
        if (row.IsDBNull(ordinal)) writer.WriteNullValue();
        else write(writer, row);
    };

    private static int? Ordinal(NpgsqlDataReader row, string column)
    {
        var at = Enumerable.Range(0, row.FieldCount).FirstOrDefault(i => row.GetName(i) == column, -1);
        return at < 0 ? null : at;
    }

    private static string Snake(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c)) text.Append('_');
            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
