using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Records.Export;

/// <summary>One JSON object per line, shaped like the API's records: <c>address.country</c> is nested, amounts are decimal strings with their currency, nulls are written.</summary>
internal sealed class JsonLinesWriter : IRowWriter
{
    private const int FlushAt = 32 * 1024;

    private readonly ArrayBufferWriter<byte> _buffer = new(FlushAt * 2);
    private readonly Utf8JsonWriter _json;
    private readonly Stream _stream;
    private readonly List<IGrouping<string, (string Key, string Inner, int Index)>> _members;

    public JsonLinesWriter(Stream stream, IReadOnlyList<ExportColumn> fields)
    {
        _stream = stream;
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        _members = [.. fields.Select((f, i) => Member(f.Key, i)).GroupBy(m => m.Key, StringComparer.Ordinal)];
    }

    public async ValueTask WriteAsync(object?[] row, CancellationToken ct)
    {
        _json.WriteStartObject();
        foreach (var member in _members) WriteMember(member, row);
        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        _buffer.Write("\n"u8);
        if (_buffer.WrittenCount >= FlushAt) await FlushAsync(ct);
    }

    public ValueTask CompleteAsync(CancellationToken ct) => FlushAsync(ct);

    public ValueTask DisposeAsync() => _json.DisposeAsync();

    private static (string Key, string Inner, int Index) Member(string key, int index) =>
        key.Split('.', 2) is [var outer, var inner] ? (outer, inner, index) : (key, "", index);

    private void WriteMember(IGrouping<string, (string Key, string Inner, int Index)> member, object?[] row)
    {
        _json.WritePropertyName(member.Key);
        var first = member.First();
        if (first.Inner.Length == 0)
        {
            WriteValue(row[first.Index]);
            return;
        }

        _json.WriteStartObject();
        foreach (var (_, inner, index) in member)
        {
            _json.WritePropertyName(inner);
            WriteValue(row[index]);
        }

        _json.WriteEndObject();
    }

    private void WriteValue(object? value)
    {
        switch (value)
        {
            case null: _json.WriteNullValue(); break;
            case bool yes: _json.WriteBooleanValue(yes); break;
            case int number: _json.WriteNumberValue(number); break;
            case long number: _json.WriteNumberValue(number); break;
            case decimal number: _json.WriteNumberValue(number); break;
            case Money money: WriteMoney(money); break;
            case IReadOnlyList<string> several: WriteList(several); break;
            default: _json.WriteStringValue(CellText.Of(value)); break;
        }
    }

    private void WriteMoney(Money money)
    {
        _json.WriteStartObject();
        _json.WriteString("amount", money.AmountText);
        _json.WriteString("currency", money.Currency);
        _json.WriteEndObject();
    }

    private void WriteList(IReadOnlyList<string> texts)
    {
        _json.WriteStartArray();
        foreach (var text in texts) _json.WriteStringValue(text);
        _json.WriteEndArray();
    }

    private async ValueTask FlushAsync(CancellationToken ct)
    {
        await _stream.WriteAsync(_buffer.WrittenMemory, ct);
        _buffer.ResetWrittenCount();
    }
}
