using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Records;

/// <summary>Edits a record. Saves only the fields that were changed; where somebody else changed the same ones meanwhile, the person chooses.</summary>
/// <typeparam name="TRow">The record as read.</typeparam>
/// <typeparam name="TDraft">The form.</typeparam>
/// <typeparam name="TPatch">The change of the use case.</typeparam>
public sealed partial class RecordDrawer<TRow, TDraft, TPatch> : ComponentBase, IDisposable where TRow : class where TDraft : class where TPatch : new()
{
    private const string FormId = "edit-record";

    private TRow? _row;
    private RecordEdit<TRow, TDraft, TPatch>? _edit;
    private FormState? _form;
    private FormSummary _summary = default!;
    private FormDraft _kept = default!;
    private SettleDialog _settle = default!;
    private Guid _id;
    private string _name = "";
    private bool _open;

    [Inject] private IToasts Toasts { get; set; } = default!;

    /// <summary>How the records are edited, by id.</summary>
    [Parameter, EditorRequired] public Func<Guid, RecordEditing<TRow, TDraft, TPatch>> Editing { get; set; } = default!;

    /// <summary>The fields, over the form.</summary>
    [Parameter, EditorRequired] public RenderFragment<TDraft> ChildContent { get; set; } = default!;

    /// <summary>Told the record as it was saved.</summary>
    [Parameter, EditorRequired] public EventCallback<TRow> OnSaved { get; set; }

    private string DraftName => $"record-{_id}";

    private bool IsChanged => _form?.IsModified is true;

    /// <inheritdoc />
    public void Dispose() => Leave();

    /// <summary>Opens the form for a record as the page shows it.</summary>
    public void Edit(Guid id, string name, TRow row)
    {
        (_id, _name, _open) = (id, name, true);
        Begin(row);
        StateHasChanged();
    }

    private void Begin(TRow row)
    {
        Leave();
        (_row, _edit) = (row, new(row, Editing(_id)));
        _form = new(_edit.Draft);
        _form.Context.OnFieldChanged += Refresh;
    }

    private void Leave()
    {
        if (_form is null) return;
        _form.Context.OnFieldChanged -= Refresh;
        _form.Dispose();
    }

    private void Refresh(object? sender, FieldChangedEventArgs change) => StateHasChanged();

    private async Task CloseAsync()
    {
        await _kept.ForgetAsync();
        _open = false;
    }

    private async Task SaveAsync()
    {
        if (!_edit!.IsChanged)
        {
            await CloseAsync();
            return;
        }

        if (await _form!.SendAsync(() => _edit.SaveAsync(_settle.AskAsync), _summary) is not { Succeeded: true } saved) return;
        await CloseAsync();
        Toasts.Success("Changes saved");
        await OnSaved.InvokeAsync(saved.Value);
    }
}
