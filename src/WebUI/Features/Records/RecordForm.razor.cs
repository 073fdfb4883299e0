using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using NexusCrm.Domain.Common;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Records;

/// <summary>The form of a record.</summary>
/// <typeparam name="TSaved">What saving answers.</typeparam>
public sealed partial class RecordForm<TSaved> : ComponentBase, IDisposable where TSaved : class
{
    private FormState? _form;
    private FormSummary _summary = default!;
    private FormDraft _kept = default!;
    private object? _model;
    private bool _saved;

    /// <summary>Name of the draft: <c>account-new</c>.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    /// <summary>What the fields are bound to; another object begins again.</summary>
    [Parameter, EditorRequired] public object Model { get; set; } = default!;

    /// <summary>The fields.</summary>
    [Parameter, EditorRequired] public RenderFragment ChildContent { get; set; } = default!;

    /// <summary>Saves.</summary>
    [Parameter, EditorRequired] public Func<Task<Result<TSaved>>> Save { get; set; } = default!;

    /// <summary>Told what was saved: say so and go on.</summary>
    [Parameter, EditorRequired] public EventCallback<TSaved> OnSaved { get; set; }

    /// <summary>The person threw a kept draft away: give a fresh model.</summary>
    [Parameter, EditorRequired] public EventCallback OnDiscard { get; set; }

    /// <summary>Told when a field was changed.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    /// <summary>Where cancelling leads.</summary>
    [Parameter, EditorRequired] public string Cancel { get; set; } = "";

    /// <summary>Text of the button.</summary>
    [Parameter] public string SaveText { get; set; } = "Save";

    /// <inheritdoc />
    public void Dispose() => Leave();

    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_model, Model)) return;
        Leave();
        (_model, _form) = (Model, new(Model));
        _form.Context.OnFieldChanged += Changed;
    }

    private void Leave()
    {
        if (_form is null) return;
        _form.Context.OnFieldChanged -= Changed;
        _form.Dispose();
    }

    private void Changed(object? sender, FieldChangedEventArgs change)
    {
        // The guard learns that something is unsaved.
        StateHasChanged();
        _ = InvokeAsync(() => OnChanged.InvokeAsync());
    }

    private async Task SaveAsync()
    {
        if (await _form!.SendAsync(Save, _summary) is not { Succeeded: true } saved) return;

        // The guard must know before the page is left.
        _saved = true;
        StateHasChanged();
        await _kept.ForgetAsync();
        await OnSaved.InvokeAsync(saved.Value);
    }
}
