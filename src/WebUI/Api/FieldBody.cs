using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Records.Queries;

namespace NexusCrm.WebUI.Api;

/// <summary>A field of a record type.</summary>
internal sealed record FieldBody(
    string Key, string Label, string Type, IReadOnlyList<string> Operators, bool Sortable, bool Filterable, bool Importable, bool ReadOnly, int? MaxLength, IReadOnlyList<string> Choices, string? Reference)
{
    /// <summary>Maps <c>GET fields</c> of a record type.</summary>
    public static void Map(RouteGroupBuilder records, string recordType, string operation) =>
        records.MapGet("/fields", async (IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new ListFieldsQuery(recordType), ct)).ToHttp(fields => new ListBody<FieldBody>([.. fields.Select(From)])))
            .WithName(operation).WithSummary("The fields, what may be done with each, and the operators of filters")
            .Produces<ListBody<FieldBody>>().ProducesProblems(401, 403);

    private static FieldBody From(FieldDescription f) =>
        new(f.Key, f.Label, f.Type, f.Operators, f.Sortable, f.Filterable, f.Importable, f.ReadOnly, f.MaxLength, f.Choices, f.Reference);
}
