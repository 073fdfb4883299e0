using Microsoft.AspNetCore.Components.Forms;
using NexusCrm.Application.Leads.Scoring;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Settings;

/// <summary>Changes how leads are scored.</summary>
public sealed partial class ScoringSettings : UseCaseComponent
{
    private static readonly IReadOnlyList<Choice<LeadRating?>> Ratings = [new(LeadRating.Hot, "Hot"), new(LeadRating.Warm, "Warm"), new(LeadRating.Cold, "Cold")];

    private readonly SampleLead _sample = new();
    private Result<ScoringRules>? _profile;
    private ScoringForm _form = new();
    private FormState? _state;
    private ValidationMessageStore? _ranges;
    private FormSummary? _summary;
    private Guid? _rescore;

    protected override Task OnInitializedAsync() => LoadAsync();

    protected override void Dispose(bool disposing)
    {
        if (disposing) Release();
        base.Dispose(disposing);
    }

    private async Task LoadAsync()
    {
        _profile = await UseCases.Send(new GetScoringProfileQuery(), Closed);
        Edit(ScoringForm.Of(_profile.Succeeded ? _profile.Value.Factors : []));
    }

    private void UseDefaults()
    {
        Edit(ScoringForm.Of(ScoringFactors.Defaults));
        _state!.Context.NotifyFieldChanged(_state.Context.Field(nameof(ScoringForm.Factors)));
    }

    private async Task SaveAsync()
    {
        var saved = await _state!.SendAsync(() => UseCases.Send(new UpdateScoringProfileCommand(_form.ToFactors(), _profile!.Value.Version), Closed), _summary);
        if (saved is not { Succeeded: true }) return;
        Toasts.Success("Scoring saved. All leads are scored again in the background.");
        _rescore = saved.Value.JobId;
        await LoadAsync();
    }

    private void Edit(ScoringForm form)
    {
        Release();
        _form = form;
        _state = new(form);
        _ranges = new(_state.Context);
        _state.Context.OnFieldChanged += Check;
    }

    private void Release()
    {
        if (_state is null) return;
        _state.Context.OnFieldChanged -= Check;
        _state.Dispose();
    }

    /// <summary>A number out of range is said at once, at its field.</summary>
    private void Check(object? sender, FieldChangedEventArgs change)
    {
        _ranges!.Clear();
        foreach (var factor in _form.Factors)
        {
            if (factor.PointsProblem is { } points) _ranges.Add(new FieldIdentifier(factor, nameof(FactorForm.Points)), points);
            if (factor.WindowProblem is { } window) _ranges.Add(new FieldIdentifier(factor, nameof(FactorForm.WindowDays)), window);
        }

        _state!.Context.NotifyValidationStateChanged();
        StateHasChanged();
    }
}
