using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace NexusCrm.WebUI.Api;

/// <summary>Stored JSON that goes out as it is, without being parsed.</summary>
/// <param name="Text">Valid JSON.</param>
[JsonConverter(typeof(Converter))]
internal sealed record JsonText(string Text)
{
    private sealed class Converter : JsonConverter<JsonText>
    {
        public override JsonText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(JsonNode.Parse(ref reader)?.ToJsonString() ?? "null");

        public override void Write(Utf8JsonWriter writer, JsonText value, JsonSerializerOptions options) => writer.WriteRawValue(value.Text, skipInputValidation: true);
    }
}
