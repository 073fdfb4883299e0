using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.WebUI.Api;

/// <summary>How the API reads and writes JSON: camelCase, enums as snake_case strings, nulls written, instants in UTC, nothing unknown accepted.</summary>
internal static class ApiJson
{
    /// <summary>Sets the rules.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.AllowDuplicateProperties = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.MaxDepth = 32;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        options.Converters.Add(new InstantConverter());
        options.Converters.Add(new MoneyConverter());
        options.Converters.Add(new OptionalConverterFactory());
    }

    /// <summary>Where in the body it went wrong: <c>address.line1</c>; empty when it is no place of its own.</summary>
    public static string FieldOf(JsonException failure)
    {
        var within = failure is WithinException nested ? nested.Within.TrimStart('$') : "";
        return (failure.Path + within).TrimStart('$').TrimStart('.');
    }

    /// <summary>The serializer starts a path anew inside a converter; this keeps both parts.</summary>
    private static T? ReadWithin<T>(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(ref reader, options);
        }
        catch (JsonException failure)
        {
            throw new WithinException(failure);
        }
    }

    private sealed class WithinException(JsonException failure) : JsonException(failure.Message, failure)
    {
        public string Within => failure is WithinException nested ? failure.Path + nested.Within.TrimStart('$') : failure.Path ?? "";
    }

    /// <summary>RFC 3339 in UTC with Z; any offset is read.</summary>
    private sealed class InstantConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset().ToUniversalTime();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture));
    }

    /// <summary><c>{"amount":"1234.50","currency":"SGD"}</c>; the amount is a decimal string, never a JSON number.</summary>
    private sealed class MoneyConverter : JsonConverter<Money>
    {
        private const NumberStyles DecimalText = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

        public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var wire = ReadWithin<Wire>(ref reader, options)!;
            if (!decimal.TryParse(wire.Amount, DecimalText, CultureInfo.InvariantCulture, out var amount)) throw new JsonException("An amount is a decimal string like \"1234.50\".");
            return new Money(amount, wire.Currency ?? throw new JsonException("An amount has a currency."));
        }

        public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, new Wire(value.AmountText, value.Currency), options);

        private sealed record Wire(string? Amount, string? Currency);
    }

    /// <summary>A property that is there is set, null included; one that is absent keeps the default, which is not set.</summary>
    private sealed class OptionalConverterFactory : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Optional<>);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(OptionalConverter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;
    }

    private sealed class OptionalConverter<T> : JsonConverter<Optional<T>>
    {
        public override bool HandleNull => true;

        public override Optional<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(ReadWithin<T>(ref reader, options)!);

        public override void Write(Utf8JsonWriter writer, Optional<T> value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value.Or(default!), options);
    }
}
