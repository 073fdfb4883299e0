using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Leads.Commands;
using NexusCrm.Domain.Common;
using NexusCrm.WebUI.Components.Layout;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Leads;

/// <summary>Adds a lead.</summary>
public sealed partial class NewLeadPage : ComponentBase, IDisposable
{
    private const string DraftName = "lead-new";

    private LeadDraft _draft = new();
    private EditContext _context = default!;
    private FormMessages _messages = default!;
    private FormSummary _summary = default!;
    private FormDraft _kept = default!;
    private LeadDuplicatesNotice _duplicates = default!;
    private bool _busy;
    private bool _saved;

    [Inject] private IUseCases UseCases { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;
    [Inject] private IToasts Toasts { get; set; } = default!;

    [CascadingParameter] private ShellView View { get; set; } = default!;

    /// <inheritdoc />
    public void Dispose() => Leave();

    protected override void OnInitialized() => Begin();

    private void Begin()
    {
        _context = new(_draft);
        _messages = new(_context);
        _context.OnFieldChanged += LookForDuplicates;
    }

    private void Leave()
    {
        _context.OnFieldChanged -= LookForDuplicates;
        _messages.Dispose();
    }

    private void StartAgain()
    {
        Leave();
        _draft = new();
        Begin();
    }

    private void LookForDuplicates(object? sender, FieldChangedEventArgs change)
    {
        // The guard learns that something is unsaved.
        StateHasChanged();
        _ = InvokeAsync(() => _duplicates.AskAsync(_draft));
    }

    private async Task SaveAsync()
    {
        if (_busy) return;
        _busy = true;
        _messages.Clear();
        var created = await UseCases.Send(new CreateLeadCommand(_draft.ToDetails(), _draft.OwnerId));
        _busy = false;
        if (!created.Succeeded)
        {
            Show(created.Error);
            return;
        }

        // The guard must know before the page is left.
        _saved = true;
        StateHasChanged();
        await _kept.ForgetAsync();
        Toasts.Success($"{created.Value.FullName} added");
        Navigation.NavigateTo($"/leads/{created.Value.Id}");
    }

    private void Show(Error error)
    {
        if (error.Fields is { } fields) _messages.Show(fields);
        else _messages.ShowForm(error.Message);
        _summary.Focus();
    }
}
