using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Leads;
using NexusCrm.Application.Leads.Commands;
using NexusCrm.Application.Leads.Queries;
using NexusCrm.Domain.Common;
using NexusCrm.WebUI.Components.Ui;
using NexusCrm.WebUI.Features.Records;

namespace NexusCrm.WebUI.Features.Leads;

/// <summary>Edits a lead. Saves only the fields that were changed; where somebody else changed the same ones meanwhile, the person chooses.</summary>
public sealed partial class EditLeadDrawer : ComponentBase, IDisposable
{
    private const string FormId = "edit-lead";

    private LeadDraft _base = new();
    private LeadDraft _draft = new();
    private EditContext _context = new(new LeadDraft());
    private FormMessages? _messages;
    private FormSummary _summary = default!;
    private FormDraft _kept = default!;
    private SettleDialog _settle = default!;
    private Guid _id;
    private string _name = "";
    private int _version;
    private bool _open;
    private bool _busy;

    [Inject] private IUseCases UseCases { get; set; } = default!;
    [Inject] private IToasts Toasts { get; set; } = default!;

    /// <summary>Told the lead as it was saved.</summary>
    [Parameter, EditorRequired] public EventCallback<LeadRecord> OnSaved { get; set; }

    private string DraftName => $"lead-{_id}";

    private bool IsChanged => _context.IsModified();

    /// <inheritdoc />
    public void Dispose() => Leave();

    /// <summary>Opens it for a lead as the page shows it.</summary>
    public void Edit(LeadRecord lead)
    {
        (_id, _name, _version, _base) = (lead.Id, lead.FullName, lead.Version, LeadDraft.Of(lead));
        Begin(LeadDraft.Of(lead));
        _open = true;
        StateHasChanged();
    }

    private LeadDraft LeadDraftStart()
    {
        var start = new LeadDraft();
        foreach (var field in LeadDraftField.All) field.Copy(start, _base);
        return start;
    }

    private void Begin(LeadDraft draft)
    {
        Leave();
        _draft = draft;
        _context = new(_draft);
        _messages = new(_context);
        _context.OnFieldChanged += Refresh;
    }

    private void Leave()
    {
        _context.OnFieldChanged -= Refresh;
        _messages?.Dispose();
    }

    private void Refresh(object? sender, FieldChangedEventArgs change) => StateHasChanged();

    private async Task CancelAsync()
    {
        await _kept.ForgetAsync();
        _open = false;
    }

    private async Task SaveAsync()
    {
        if (_busy) return;
        _busy = true;
        _messages!.Clear();
        await SendAsync();
        _busy = false;
    }

    private async Task SendAsync()
    {
        while (true)
        {
            var mine = LeadDraftField.Changed(_base, _draft);
            if (mine.Count == 0)
            {
                await CancelAsync();
                return;
            }

            var saved = await UseCases.Send(new UpdateLeadCommand(_id, LeadDraftField.PatchOf(mine, _draft), _version));
            if (saved.Succeeded)
            {
                await DoneAsync(saved.Value);
                return;
            }

            if (saved.Error.Kind is not ErrorKind.Stale)
            {
                Show(saved.Error);
                return;
            }

            if (!await SettleAsync(mine)) return;
        }
    }

    private async Task DoneAsync(LeadRecord saved)
    {
        await CancelAsync();
        Toasts.Success("Changes saved");
        await OnSaved.InvokeAsync(saved);
    }

    /// <summary>Takes over what somebody else saved meanwhile; where both changed a field, the person decides. False when they want to go on editing.</summary>
    private async Task<bool> SettleAsync(IReadOnlyList<LeadDraftField> mine)
    {
        var current = await UseCases.Send(new GetLeadQuery(_id));
        if (!current.Succeeded)
        {
            Show(current.Error);
            return false;
        }

        var theirs = LeadDraft.Of(current.Value);
        var disputed = mine.Where(field => !field.Same(_base, theirs) && !field.Same(_draft, theirs)).ToList();
        if (disputed.Count > 0)
        {
            var kept = await _settle.AskAsync([.. disputed.Select(field => new Disagreement(field.Label, field.Text(_draft), field.Text(theirs)))]);
            if (kept is null) return false;
            foreach (var (field, own) in disputed.Zip(kept).Where(choice => !choice.Second)) field.Copy(_draft, theirs);
        }

        foreach (var field in LeadDraftField.All.Except(mine)) field.Copy(_draft, theirs);
        (_base, _version) = (theirs, current.Value.Version);
        return true;
    }

    private void Show(Error error)
    {
        if (error.Fields is { } fields) _messages!.Show(fields);
        else _messages!.ShowForm(error.Message);
        _summary.Focus();
    }
}
