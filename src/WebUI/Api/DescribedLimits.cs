using System.Globalization;
using Microsoft.OpenApi;
using NexusCrm.Application.Records;

namespace NexusCrm.WebUI.Api;

/// <summary>States how long texts and arrays and how large numbers are: by the field catalogue where it knows the field, else by format, else by the size of a body.</summary>
internal sealed class DescribedLimits(RecordTypes types)
{
    private const int TextMax = 100_000;
    private const int ItemsMax = 10_000;

    private static readonly Dictionary<string, int> ByFormat = new(StringComparer.Ordinal) { ["uuid"] = 36, ["date-time"] = 35, ["date"] = 10, ["uri"] = 2_000 };

    /// <summary>Longest text of a property, by the last part of its path; the largest where record types differ.</summary>
    private readonly Dictionary<string, int> _byName = types.All.SelectMany(t => t.Fields).Where(f => f.MaxLength is not null)
        .GroupBy(f => f.Key.Split('.')[^1], f => f.MaxLength!.Value, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Max(), StringComparer.Ordinal);

    /// <summary>Completes every schema of the document.</summary>
    public void Complete(OpenApiDocument document)
    {
        foreach (var (name, schema) in document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>()) Limit(schema, name);
        foreach (var path in document.Paths.Values)
        {
            LimitAll(path.Parameters);
            foreach (var operation in path.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>()) Limit(operation);
        }
    }

    private void Limit(OpenApiOperation operation)
    {
        LimitAll(operation.Parameters);
        LimitAll(operation.RequestBody?.Content);
        foreach (var response in operation.Responses?.Values ?? Enumerable.Empty<IOpenApiResponse>())
        {
            LimitAll(response.Content);
            foreach (var (name, header) in response.Headers ?? new Dictionary<string, IOpenApiHeader>()) Limit(header.Schema, name);
        }
    }

    private void LimitAll(IList<IOpenApiParameter>? parameters)
    {
        foreach (var parameter in parameters ?? []) Limit(parameter.Schema, parameter.Name ?? "");
    }

    private void LimitAll(IDictionary<string, OpenApiMediaType>? content)
    {
        foreach (var media in content?.Values ?? Enumerable.Empty<OpenApiMediaType>()) Limit(media.Schema, "");
    }

    /// <summary>References are limited where they lead to.</summary>
    private void Limit(IOpenApiSchema? schema, string name)
    {
        if (schema is not OpenApiSchema own) return;
        if (own.Type?.HasFlag(JsonSchemaType.String) is true && own.Enum is not { Count: > 0 }) own.MaxLength ??= LengthOf(own.Format, name);
        if (own.Type?.HasFlag(JsonSchemaType.Array) is true) (own.MaxItems, own.Items) = (own.MaxItems ?? ItemsMax, own.Items ?? new OpenApiSchema());
        if (own.Type?.HasFlag(JsonSchemaType.Integer) is true) own.Format ??= "int32";
        if (own.Type?.HasFlag(JsonSchemaType.Integer) is true) (own.Minimum, own.Maximum) = (own.Minimum ?? "0", own.Maximum ?? LargestOf(own.Format));

        foreach (var (property, part) in own.Properties ?? new Dictionary<string, IOpenApiSchema>()) Limit(part, property);
        foreach (var part in (own.AllOf ?? []).Concat(own.AnyOf ?? []).Concat(own.OneOf ?? [])) Limit(part, name);
        Limit(own.Items, name);
        Limit(own.AdditionalProperties, name);
    }

    private int LengthOf(string? format, string name) => format is not null && ByFormat.TryGetValue(format, out var length) ? length : _byName.GetValueOrDefault(name, TextMax);

    private static string LargestOf(string? format) => (format == "int64" ? long.MaxValue : int.MaxValue).ToString(CultureInfo.InvariantCulture);
}
