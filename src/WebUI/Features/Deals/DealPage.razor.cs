using Microsoft.AspNetCore.Components;
using NexusCrm.Application.Deals;
using NexusCrm.Application.Deals.Commands;
using NexusCrm.Application.Deals.Queries;
using NexusCrm.Domain.Deals;
using NexusCrm.WebUI.Features.Records;

namespace NexusCrm.WebUI.Features.Deals;

/// <summary>One deal: where it stands, what is known, what happened.</summary>
public sealed partial class DealPage : UseCaseComponent
{
    private RecordPage<DealRecord> _page = default!;
    private RecordDrawer<DealRecord, DealDraft, DealPatch> _edit = default!;
    private CloseDealDialog _close = default!;
    private IReadOnlyList<PipelineRecord> _pipelines = [];

    /// <summary>The deal.</summary>
    [Parameter] public Guid Id { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive) return;
        var pipelines = await UseCases.Send(new ListPipelinesQuery(), Closed);
        if (pipelines.Succeeded) _pipelines = pipelines.Value;
    }

    private static IEnumerable<(string Title, (string Name, RenderFragment? Value)[] Facts)> Groups(DealRecord deal) =>
    [
        ("Deal", [
            ("Owner", Facts.Owner(deal.OwnerId, deal.OwnerName)), ("Amount", Facts.Amount(deal.Amount)), ("Probability", Facts.Text($"{deal.Probability} %{(deal.ProbabilityOverridden ? ", set by hand" : "")}")),
            ("Close date", Facts.Day(deal.CloseDate)), ("Next step", Facts.Text(deal.NextStep)), ("Tags", Facts.Tags(deal.Tags))]),
        ("Closing", [
            ("Closed on", Facts.Day(deal.ClosedOn)), ("Lost because", Facts.Text(deal.LostReason is { } reason ? EnumChoices.Word(reason) : null)), ("Won because", Facts.Text(deal.WonReason)),
            ("Note", Facts.Lines(deal.ClosingNote))]),
        ("Record", [("In this stage since", Facts.At(deal.StageEnteredAt)), ("Created", Facts.At(deal.CreatedAt)), ("Changed", Facts.At(deal.UpdatedAt))]),
    ];

    private IReadOnlyList<StageRecord> StagesOf(DealRecord deal) =>
        [.. (_pipelines.FirstOrDefault(pipeline => pipeline.Id == deal.PipelineId)?.Stages ?? []).OrderBy(stage => stage.Position)];

    private async Task MoveAsync(DealRecord deal, StageRecord stage)
    {
        var closing = DealClosing.Unsaid;
        if (stage.Kind is not StageKind.Open)
        {
            if (await _close.AskAsync(deal, stage.Kind) is not { } given) return;
            closing = given.ToClosing();
            if (given.Amount is { } amount && !await _page.DoAsync(new UpdateDealCommand(Id, new DealPatch { Amount = new(new(amount, given.Currency!)) }), "Amount saved")) return;
        }

        await _page.DoAsync(new MoveDealCommand(Id, stage.Id, null, null, closing), $"Moved to {stage.Name}");
    }
}
