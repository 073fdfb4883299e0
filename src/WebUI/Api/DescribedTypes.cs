using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.WebUI.Api;

/// <summary>Describes types that have converters of their own, and gives each type a name of its own.</summary>
internal static class DescribedTypes
{
    private static readonly HashSet<string> Ambiguous = [.. typeof(DescribedTypes).Assembly.GetTypes().Where(t => t.Name.EndsWith("Body", StringComparison.Ordinal)).GroupBy(t => t.Name, StringComparer.Ordinal).Where(g => g.Skip(1).Any()).Select(g => g.Key)];

    /// <summary>The name in the document: the type's, with what it is nested in where several are called so; none for a part of a patch, which is described in place.</summary>
    public static string? NameOf(JsonTypeInfo type)
    {
        if (InnerOf(type.Type) is not null) return null;
        var name = OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        return name is not null && Ambiguous.Contains(name) && type.Type.DeclaringType is { } declaring ? declaring.Name.Replace("Endpoints", "", StringComparison.Ordinal) + name : name;
    }

    /// <summary>Completes one schema.</summary>
    public static async Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        if (InnerOf(type) is { } inner) Copy(await context.GetOrCreateSchemaAsync(inner, null, cancellationToken), schema);
        else if ((Nullable.GetUnderlyingType(type) ?? type).IsEnum) DescribeChoice(schema);
        // Where null is allowed, the place that refers to it says so.
        else if ((Nullable.GetUnderlyingType(type) ?? type) == typeof(JsonElement)) schema.Type = JsonSchemaType.Object | JsonSchemaType.Array | JsonSchemaType.String | JsonSchemaType.Number | JsonSchemaType.Boolean;
        else if (type == typeof(Money)) DescribeMoney(schema);
        // The runtime does not know that values may be null: a column that is mapped to nothing.
        else if (type == typeof(IReadOnlyDictionary<string, string?>)) schema.AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null };
        else if (type == typeof(JsonText) || type == typeof(JsonObject)) (schema.Type, schema.AdditionalProperties) = (JsonSchemaType.Object, new OpenApiSchema());
    }

    private static Type? InnerOf(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>) ? type.GetGenericArguments()[0] : null;

    /// <summary>What a merge patch may set is what the property is, or null.</summary>
    private static void Copy(OpenApiSchema from, OpenApiSchema to)
    {
        (to.Type, to.Format, to.Enum, to.Properties, to.Required) = (from.Type, from.Format, from.Enum, from.Properties, from.Required);
        (to.Items, to.AdditionalProperties, to.OneOf, to.AnyOf) = (from.Items, from.AdditionalProperties, from.OneOf, from.AnyOf);
    }

    /// <summary>Where null is allowed, the place that refers to the choice says so.</summary>
    private static void DescribeChoice(OpenApiSchema schema)
    {
        schema.Type = JsonSchemaType.String;
        schema.Enum = [.. (schema.Enum ?? []).Where(choice => choice?.GetValueKind() is JsonValueKind.String)];
    }

    private static void DescribeMoney(OpenApiSchema schema)
    {
        schema.Type = JsonSchemaType.Object;
        schema.Required = new HashSet<string>(StringComparer.Ordinal) { "amount", "currency" };
        schema.Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["amount"] = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^-?[0-9]{1,15}([.][0-9]{1,4})?$", MaxLength = 21, Description = "Decimal text, never a number" },
            ["currency"] = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[A-Z]{3}$", MaxLength = 3, Description = "ISO 4217" },
        };
    }
}
