using System.Text.Json;
using NexusCrm.Application.Audit;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Audit;
using NexusCrm.Domain.Common;

namespace NexusCrm.WebUI.Api;

/// <summary>The organization's audit trail, and the histories of records.</summary>
internal static class AuditEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        var audit = api.MapGroup("/audit").WithTags("Audit");
        FieldBody.Map(audit, AuditFields.TypeKey, "listAuditFields");
        audit.MapGet("", async (HttpRequest request, IUseCases useCases, CancellationToken ct) =>
            {
                var list = request.ListRequest();
                return list.Succeeded ? (await useCases.Send(new ListAuditQuery(list.Value), ct)).ToPage(request, AuditBody.From) : list.Error.ToHttp();
            })
            .WithMetadata(new QueryNames())
            .WithName("listAudit").WithSummary("What happened in the organization, newest first unless sorted otherwise").Produces<PageBody<AuditBody>>().ProducesProblems(400, 401, 403);
        audit.MapGet("/status", async (IUseCases useCases, CancellationToken ct) => (await useCases.Send(new GetAuditStatusQuery(), ct)).ToHttp(status => status))
            .WithName("getAuditStatus").WithSummary("How far the hash chain is sealed, signed and verified").Produces<AuditStatus>().ProducesProblems(401, 403);
        audit.MapPost("/verify", async (IUseCases useCases, CancellationToken ct) => (await useCases.Send(new VerifyAuditCommand(), ct)).ToAccepted(QueuedJobBody.From))
            .WithName("verifyAudit").WithSummary("Check the whole trail against its hash chain and its signed heads").Produces<QueuedJobBody>(202).ProducesProblems(401, 403);
        ExportEndpoints.Map(api, AuditFields.TypeKey, "Audit");
        foreach (var type in new[] { RecordType.Lead, RecordType.Account, RecordType.Contact, RecordType.Deal, RecordType.Activity }) MapHistory(api, type);
    }

    private static void MapHistory(RouteGroupBuilder api, RecordType type)
    {
        var (singular, plural) = (type.ToString(), type is RecordType.Activity ? "activities" : $"{type}s".ToLowerInvariant());
        api.MapGet($"/{plural}/{{id:guid}}/history", async (Guid id, string? after, int? limit, HttpRequest request, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new GetRecordHistoryQuery(new RecordReference(type, id), after, limit ?? DefaultLimit), ct)).ToPage(request, HistoryBody.From))
            .WithTags(char.ToUpperInvariant(plural[0]) + plural[1..])
            .WithName($"get{singular}History").WithSummary($"Every change of one {singular.ToLowerInvariant()}, newest first, with old and new values").Produces<PageBody<HistoryBody>>().ProducesProblems(400, 401, 403, 404);
    }

    private const int DefaultLimit = 50;

    private sealed record ActorBody(AuditActor Type, Guid? Id, string? Name)
    {
        public static ActorBody From(AuditedBy by) => new(by.Type, by.Id, by.Name);
    }

    private sealed record ChangeBody(string Field, JsonElement? Old, JsonElement? New)
    {
        public static ChangeBody From(FieldChange change) => new(change.Field, change.Old, change.New);
    }

    private sealed record HistoryBody(Guid Id, DateTimeOffset At, ActorBody Actor, AuditAction Action, string? RequestId, string? Ip, string? Reason, IReadOnlyList<ChangeBody> Changes, int? Version)
    {
        public static HistoryBody From(AuditLine e) => new(e.Id, e.At, ActorBody.From(e.Actor), e.Action, e.RequestId, e.Ip, e.Reason, [.. e.Changes.Select(ChangeBody.From)], e.Version);
    }

    private sealed record AuditBody(
        Guid Id, DateTimeOffset At, ActorBody Actor, ActorBody? OnBehalfOf, AuditAction Action, string? Operation, string EntityType, Guid? EntityId, string? RequestId, string? Ip, string? Reason,
        IReadOnlyList<ChangeBody> Changes, bool Erased, int? Version, long? Seq, string? Hash)
    {
        public static AuditBody From(AuditLine e) => new(
            e.Id, e.At, ActorBody.From(e.Actor), e.OnBehalfOf is { } member ? ActorBody.From(member) : null, e.Action, e.Operation, e.EntityType, e.EntityId, e.RequestId, e.Ip, e.Reason,
            [.. e.Changes.Select(ChangeBody.From)], e.IsErased, e.Version, e.Seq, e.Hash);
    }
}
