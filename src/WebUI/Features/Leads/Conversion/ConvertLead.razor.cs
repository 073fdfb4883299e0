using Microsoft.AspNetCore.Components;
using NexusCrm.Application.Deals.Queries;
using NexusCrm.Application.Leads.Conversion;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Leads.Conversion;

/// <summary>Lets a person choose what becomes of a lead, shows it before it happens, and does it.</summary>
public sealed partial class ConvertLead : UseCaseComponent
{
    private readonly ConversionForm _form = new();
    private IReadOnlyList<Choice<Guid?>> _pipelines = [];
    private FormState _state = default!;
    private FormSummary? _summary;
    private Result<ConversionPreview>? _preview;

    [Inject] private ConversionOutcome Outcome { get; set; } = default!;

    [Parameter, EditorRequired] public Guid LeadId { get; set; }

    /// <summary>Offers to leave it; absent where the page itself is the way back.</summary>
    [Parameter] public EventCallback OnCancel { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _state = new(_form);
        var pipelines = await UseCases.Send(new ListPipelinesQuery(), Closed);
        if (pipelines.Succeeded) _pipelines = [.. pipelines.Value.Select(p => new Choice<Guid?>(p.Id, p.Name))];
        await PreviewAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _state.Dispose();
        base.Dispose(disposing);
    }

    private static IReadOnlyList<SkippedConflict> Of(ConversionPreview preview, string target) => [.. preview.SkippedConflicts.Where(c => c.Target == target)];

    /// <summary>Asks what would happen now. A refusal of the choices keeps the last picture and stands at its field.</summary>
    private async Task PreviewAsync()
    {
        var preview = await UseCases.Send(new PreviewConversionQuery(LeadId, _form.ToChoices()), Closed);
        if (!preview.Succeeded && _preview is { Succeeded: true })
        {
            _state.Show(preview.Error);
            return;
        }

        _preview = preview;
        if (preview.Succeeded) _form.Propose(preview.Value);
    }

    private async Task ConvertAsync()
    {
        var converted = await _state.SendAsync(() => _form.IsDecided ? UseCases.Send(new ConvertLeadCommand(LeadId, _form.ToChoices()), Closed) : Task.FromResult(Undecided()), _summary);
        if (converted is not { Succeeded: true }) return;
        Outcome.Announce(converted.Value);
    }

    private Result<ConvertedLead> Undecided()
    {
        var open = new (string Name, TargetForm Form)[] { ("account", _form.Account), ("contact", _form.Contact), ("deal", _form.Deal) }.Where(t => !t.Form.IsDecided);
        return Error.Invalid(open.ToDictionary(t => $"{t.Name}.id", t => new[] { $"Choose the {t.Name}, create a new one, or go without." }, StringComparer.Ordinal));
    }
}
