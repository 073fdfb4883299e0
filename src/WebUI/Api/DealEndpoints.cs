using System.Text.Json.Nodes;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Deals;
using NexusCrm.Application.Deals.Commands;
using NexusCrm.Application.Deals.Queries;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Deals;

namespace NexusCrm.WebUI.Api;

/// <summary>Deals.</summary>
internal static class DealEndpoints
{
    /// <summary>The routes that every record type has.</summary>
    public static readonly CrmRoutes<DealRecord, DealBody> Routes = new("deal", "deals", DealBody.From);

    private static readonly string[] MovedOrDerived = ["accountName", "stageName", "stageEnteredAt", "status", "closedOn", "probabilityOverridden", "lostReason", "wonReason", "closingNote", "rank", "sourceLeadId", "products"];

    /// <summary>Maps the routes.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        var deals = Routes.Group(api);
        Routes.MapList(deals, list => new ListDealsQuery(list));
        Routes.MapStats(deals, list => new GetDealStatsQuery(list), "byStatus");
        Routes.MapTimeline(deals, RecordType.Deal);
        Routes.MapCreate<DealPost>(deals, body => body.ToCommand(), MovedOrDerived);
        Routes.MapGet(deals, id => new GetDealQuery(id));
        Routes.MapPatch<DealPatchBody>(deals, (id, body, version) => body.ToCommand(id, version), [.. MovedOrDerived, "pipelineId", "stageId"]);
        Routes.MapRecycling(deals, (id, version) => new DeleteDealCommand(id, version), id => new RestoreDealCommand(id));
        Routes.MapAction<MoveBody>(deals, "move", (id, body, version) => body.ToCommand(id, version), "moveDeal",
            "Move a deal to a stage: above the deal named before, below the one named after, or to the end; winning needs an amount, losing a reason");
    }

    /// <summary>A deal on the wire.</summary>
    public sealed record DealBody : CrmBody
    {
        private DealBody(DealRecord d) : base(d)
        {
        }

        public required string Name { get; init; }

        public required Guid? AccountId { get; init; }

        public required string? AccountName { get; init; }

        public required IReadOnlyList<PartBody> Contacts { get; init; }

        public required Money? Amount { get; init; }

        public required DateOnly? CloseDate { get; init; }

        public required DateOnly? ClosedOn { get; init; }

        public required Guid PipelineId { get; init; }

        public required Guid StageId { get; init; }

        public required string StageName { get; init; }

        public required DateTimeOffset StageEnteredAt { get; init; }

        public required DealStatus Status { get; init; }

        public required int Probability { get; init; }

        public required bool ProbabilityOverridden { get; init; }

        public required LostReason? LostReason { get; init; }

        public required string? WonReason { get; init; }

        public required string? ClosingNote { get; init; }

        public required string Rank { get; init; }

        public required Guid? SourceLeadId { get; init; }

        public required string? NextStep { get; init; }

        /// <summary>Lines of products; none until there are plans.</summary>
        public IReadOnlyList<object> Products { get; } = [];

        public static DealBody From(DealRecord d) => new(d)
        {
            Name = d.Name,
            AccountId = d.AccountId,
            AccountName = d.AccountName,
            Contacts = [.. d.Contacts.Select(c => new PartBody(c.ContactId, c.Role))],
            Amount = d.Amount,
            CloseDate = d.CloseDate,
            ClosedOn = d.ClosedOn,
            PipelineId = d.PipelineId,
            StageId = d.StageId,
            StageName = d.StageName,
            StageEnteredAt = d.StageEnteredAt,
            Status = d.Status,
            Probability = d.Probability,
            ProbabilityOverridden = d.ProbabilityOverridden,
            LostReason = d.LostReason,
            WonReason = d.WonReason,
            ClosingNote = d.ClosingNote,
            Rank = d.Rank,
            SourceLeadId = d.SourceLeadId,
            NextStep = d.NextStep,
        };
    }

    /// <summary>The part of a contact in a deal.</summary>
    public sealed record PartBody(Guid ContactId, string? Role)
    {
        public DealPart ToPart() => new(ContactId, Role);
    }

    private sealed record MoveBody(Guid StageId, Guid? Before, Guid? After, LostReason? LostReason, string? WonReason, string? Note)
    {
        public MoveDealCommand ToCommand(Guid id, int? version) => new(id, StageId, Before, After, new DealClosing(LostReason, WonReason, Note), version);
    }

    private sealed record DealPost(
        string? Name, Guid? AccountId, IReadOnlyList<PartBody>? Contacts, Money? Amount, DateOnly? CloseDate, Guid? PipelineId, Guid? StageId, int? Probability, Optional<Guid?> OwnerId, string? NextStep,
        IReadOnlyList<string>? Tags, JsonObject? CustomFields)
    {
        public CreateDealCommand ToCommand() => new(
            new DealDetails
            {
                Name = Name,
                AccountId = AccountId,
                Contacts = [.. (Contacts ?? []).Select(c => c.ToPart())],
                Amount = Amount,
                CloseDate = CloseDate,
                ProbabilityOverride = Probability,
                NextStep = NextStep,
                Tags = Tags ?? [],
                CustomFields = CustomFields?.ToJsonString() ?? "{}",
            },
            PipelineId, StageId, OwnerId);
    }

    private sealed record DealPatchBody(
        Optional<string?> Name, Optional<Guid?> AccountId, Optional<IReadOnlyList<PartBody>?> Contacts, Optional<Money?> Amount, Optional<DateOnly?> CloseDate, Optional<int?> Probability, Optional<Guid?> OwnerId, Optional<string?> NextStep,
        Optional<IReadOnlyList<string>?> Tags, Optional<JsonObject?> CustomFields)
    {
        public UpdateDealCommand ToCommand(Guid id, int? version) => new(
            id,
            new DealPatch
            {
                Name = Name,
                AccountId = AccountId,
                Contacts = Contacts.Map(parts => (IReadOnlyList<DealPart>?)parts?.Select(c => c.ToPart()).ToList()),
                Amount = Amount,
                CloseDate = CloseDate,
                Probability = Probability,
                OwnerId = OwnerId,
                NextStep = NextStep,
                Tags = Tags,
                CustomFields = CustomFields.Map(fields => fields?.ToJsonString()),
            },
            version);
    }
}
