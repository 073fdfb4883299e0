using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Accounts;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Imports;
using NexusCrm.Application.Members;
using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Import;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Deals;

namespace NexusCrm.Application.Deals;

/// <summary>
/// Imports deals. Names repeat ("Renewal"), so existing deals are found by id unless the file's sender asks for names. A deal goes to the end of its stage; a closed one needs what closing needs: won an amount,
/// lost a reason.
/// </summary>
internal sealed class DealImport(INexusDbContext db, IBulkLoad load, DealFields fields, DealStages stages, DealRanks ranks, MemberDirectory members, AccountDirectory accounts) : ImportTarget<Deal>(db)
{
    private static readonly IReadOnlyList<ImportKey<Deal>> DealKeys =
    [
        ImportKey.Id<Deal>(),
        new("name", row => row.Text("name"), deal => deal.Name, (deals, keys) => deals.Where(d => keys.Contains(d.Name)).Select(d => new KeyMatch(d.Name, d.Id))),
    ];

    private IReadOnlyDictionary<Guid, Queue<string>> _places = new Dictionary<Guid, Queue<string>>();
    private DateOnly _today;

    public override IRecordType Type => fields;

    protected override IReadOnlyList<ImportKey<Deal>> Keys => DealKeys;

    protected override IQueryable<Deal> Whole(IQueryable<Deal> records) => records.Include(d => d.Contacts);

    protected override async Task PrepareAsync(ImportBatchOrder order, CancellationToken ct)
    {
        if (order.Names("ownerId")) await members.LoadAsync(ct);
        if (order.Names("accountId")) await accounts.LoadAsync(order.TextsOf("accountId"), ct);
        await stages.LoadAsync(ct);
        _today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(order.Run.QueuedAt, TimeZoneInfo.FindSystemTimeZoneById(order.Plan.TimeZone)).DateTime);
        var named = order.TextsOf("stageId").Select(stages.Find).OfType<Guid>().Append(stages.DefaultPipeline.FirstStage.Id).ToHashSet();
        _places = await ranks.AtTheEndAsync(named, order.Rows.Count, ct);
    }

    protected override Result<Deal> Create(RowReader row, ImportBatchOrder order)
    {
        var (at, by) = (order.Run.QueuedAt, order.Run.RequestedBy);
        var (ownerId, closing) = (row.Reference("ownerId", members.Find), Closing(row));
        var stage = row.Reference("stageId", stages.Find) is { } id ? stages.Of(id) : stages.DefaultPipeline.FirstStage;
        var details = Details(row, new DealDetails(), stage);
        var created = Deal.Import(order.Run.OrganizationId, details, stage, _places[stage.Id].Dequeue(), closing, row.Date("closedOn") ?? _today, at, by);
        if (created.Succeeded) created.Value.Assign(ownerId, at, by);
        return created;
    }

    /// <summary>The whole row is read before the deal changes: a refused row leaves it as it was.</summary>
    protected override Result<Done> Change(Deal deal, RowReader row, ImportBatchOrder order)
    {
        var (at, by) = (order.Run.QueuedAt, order.Run.RequestedBy);
        var (ownerId, closing, closedOn) = (row.Reference("ownerId", members.Find, deal.OwnerId), Closing(row), row.Date("closedOn") ?? _today);
        var stage = stages.Of(row.Reference("stageId", stages.Find, deal.StageId) ?? deal.StageId);
        var details = Details(row, deal.Details(), stage);
        if (row.Problems.Count > 0) return Done.Value;
        if (deal.CannotEnter(stage, closing, details.Amount) is { } refusal) return refusal;

        var changed = deal.Change(details, stages.Of(deal.StageId), at, by);
        if (!changed.Succeeded) return changed;
        deal.Assign(ownerId, at, by);
        return stage.Id == deal.StageId ? Done.Value : deal.Move(stage, _places[stage.Id].Dequeue(), closing, closedOn, at, by);
    }

    protected override Task StoreAsync(IReadOnlyList<Deal> created, ImportBatchOrder order, CancellationToken ct) => load.InsertAsync(created, ct);

    protected override string Image(Deal deal) => DealImage.Of(deal);

    protected override Result<Done> Restore(Deal deal, string image, DateTimeOffset at, Guid? by) => DealImage.Restore(deal, image, stages, at, by);

    protected override Task PrepareUndoAsync(IReadOnlyCollection<Deal> records, CancellationToken ct) => stages.LoadAsync(ct);

    private static DealClosing Closing(RowReader row) => new(row.Choice<LostReason>("lostReason"), row.Text("wonReason"), row.Text("closingNote"));

    private DealDetails Details(RowReader row, DealDetails start, PipelineStage stage) => start with
    {
        Name = row.Text("name", start.Name),
        AccountId = row.Reference("accountId", accounts.Find, start.AccountId),
        Amount = row.Amount("amount", start.Amount),
        CloseDate = row.Date("closeDate", start.CloseDate),
        ProbabilityOverride = OwnProbability(row.Whole("probability", start.ProbabilityOverride), stage),
        NextStep = row.Text("nextStep", start.NextStep),
        Tags = row.List("tags", start.Tags),
    };

    /// <summary>Exports name every probability: one that the stage gives anyway, or forces, is nobody's own.</summary>
    private static int? OwnProbability(int? given, PipelineStage stage) => stage.Kind is StageKind.Open && given != stage.Probability ? given : null;
}
