using Microsoft.AspNetCore.Components;
using NexusCrm.Application.Leads.Forms;
using NexusCrm.Domain.Leads;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Settings;

/// <summary>The fields of a public form.</summary>
public sealed partial class LeadFormEditor : UseCaseComponent
{
    private static readonly IReadOnlyList<Choice<LeadSource>> Sources = [.. Enum.GetValues<LeadSource>().Select(source => new Choice<LeadSource>(source, Words.Sentence(source.ToString())))];

    private LeadFormForm _form = new();
    private FormState _state = default!;
    private FormSummary? _summary;

    /// <summary>The form that is changed; null adds one.</summary>
    [Parameter] public LeadFormRecord? Edited { get; set; }

    /// <summary>Whom its leads can be given to.</summary>
    [Parameter] public IReadOnlyList<Choice<Guid?>> Members { get; set; } = [];

    [Parameter, EditorRequired] public EventCallback<LeadFormRecord> OnSaved { get; set; }

    [Parameter, EditorRequired] public EventCallback OnCancel { get; set; }

    protected override void OnInitialized()
    {
        if (Edited is not null) _form = LeadFormForm.Of(Edited);
        _state = new(_form);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _state.Dispose();
        base.Dispose(disposing);
    }

    private async Task SaveAsync()
    {
        var saved = await _state.SendAsync(
            () => Edited is { } edited ? UseCases.Send(new UpdateLeadFormCommand(edited.Id, _form.ToPatch(), edited.Version), Closed) : UseCases.Send(new CreateLeadFormCommand(_form.ToDetails()), Closed),
            _summary);
        if (saved is { Succeeded: true }) await OnSaved.InvokeAsync(saved.Value);
    }
}
