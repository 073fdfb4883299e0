using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Records.Filters;
using NexusCrm.Application.Views.Commands;
using NexusCrm.Application.Views.Queries;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Views;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Records;

/// <summary>The views of a list, and saving, changing and deleting them.</summary>
public sealed partial class ListViews : UseCaseComponent
{
    private ViewForm _form = new();
    private EditContext _context = new(new ViewForm());
    private FormMessages? _messages;
    private ConfirmDialog _confirm = default!;
    private bool _saving;

    /// <summary>Key of the record type.</summary>
    [Parameter, EditorRequired] public string RecordType { get; set; } = "";

    /// <summary>The views in order.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<ListView> Views { get; set; } = [];

    /// <summary>How the list is shown.</summary>
    [Parameter, EditorRequired] public ListState State { get; set; } = default!;

    /// <summary>The address of a view.</summary>
    [Parameter, EditorRequired] public Func<ListView, string> AddressOf { get; set; } = default!;

    /// <summary>Told the key of the view to show after one was saved, changed or deleted; null for the list's own.</summary>
    [Parameter, EditorRequired] public EventCallback<string?> OnChange { get; set; }

    private ListView? Active => Views.FirstOrDefault(view => view.Key == State.View);

    private bool IsChanged => Active is not { } active || State.Differs(active);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) _messages?.Dispose();
    }

    // One's own are changed by oneself, shared ones by those who may share; the use case decides.
    private bool MayChange(ViewItem view) => view.Details.Scope is ViewScope.Private || (view.Details.Scope is ViewScope.Organization && Allows(Permissions.Records.ShareViews));

    private ViewDetails Shown(ViewDetails details) => details with
    {
        Columns = State.Columns,
        Filter = State.Filter.IsEverything ? null : FilterJson.Print(State.Filter),
        Sort = State.Sort?.ToString(),
        Density = State.Compact ? ViewDensity.Compact : ViewDensity.Comfortable,
    };

    private void OpenSave()
    {
        _messages?.Dispose();
        _form = new();
        _context = new(_form);
        _messages = new(_context);
        _saving = true;
    }

    private async Task CreateAsync()
    {
        var details = Shown(new ViewDetails { Name = _form.Name, Scope = _form.Shared ? ViewScope.Organization : ViewScope.Private });
        var created = await UseCases.Send(new CreateViewCommand(RecordType, details), Closed);
        if (!created.Succeeded)
        {
            if (created.Error.Fields is { } fields) _messages!.Show(fields);
            else _messages!.ShowForm(created.Error.Message);
            return;
        }

        _saving = false;
        Toasts.Success("View saved");
        await OnChange.InvokeAsync(created.Value.ToString());
    }

    private Task UpdateAsync(ViewItem view) => DoAsync(new UpdateViewCommand(view.Id, Shown(view.Details), view.Version), "View saved", view.Id.ToString());

    private Task MakeDefaultAsync(ViewItem view) => DoAsync(new MakeDefaultViewCommand(view.Id), "The list opens with this view from now on", view.Id.ToString());

    private async Task DeleteAsync(ViewItem view)
    {
        if (!await _confirm.AskAsync($"Delete the view “{view.Details.Name}”?", "The records stay as they are.", "Delete view")) return;
        await DoAsync(new DeleteViewCommand(view.Id, view.Version), "View deleted", next: null);
    }

    private async Task DoAsync(IMessage<Done> command, string done, string? next)
    {
        var acted = await UseCases.Send(command, Closed);
        if (!acted.Succeeded)
        {
            Toasts.Error(acted.Error.Message);
            return;
        }

        Toasts.Success(done);
        await OnChange.InvokeAsync(next);
    }

    /// <summary>What a person says about a new view.</summary>
    public sealed class ViewForm
    {
        public string? Name { get; set; }
        public bool Shared { get; set; }
    }
}
