using Microsoft.AspNetCore.Components;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Records;
using NexusCrm.Domain.Common;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Records;

/// <summary>The page of a record. Follows what others do to it.</summary>
/// <typeparam name="TRow">The record as read.</typeparam>
public sealed partial class RecordPage<TRow> : UseCaseComponent where TRow : class
{
    private const string HistoryKey = "history";

    private static readonly TabItem[] Happened = [new("timeline", "Timeline"), new(HistoryKey, "History")];

    private string? _happened;
    private TRow? _row;
    private Guid? _asked;
    private Error? _problem;
    private RecordPermissions _permissions = default!;
    private RecordTimeline? _timeline;

    [Inject] private ClientScript Client { get; set; } = default!;

    /// <summary>What the page asks.</summary>
    [Parameter, EditorRequired] public RecordView<TRow> Record { get; set; } = default!;

    /// <summary>The record.</summary>
    [Parameter, EditorRequired] public Guid Id { get; set; }

    /// <summary>A line under the title.</summary>
    [Parameter] public Func<TRow, string?>? Subtitle { get; set; }

    /// <summary>Badges beside the title.</summary>
    [Parameter] public RenderFragment<TRow>? Beside { get; set; }

    /// <summary>Buttons before "Edit".</summary>
    [Parameter] public RenderFragment<TRow>? Actions { get; set; }

    /// <summary>What the page is mostly used for, after "Edit".</summary>
    [Parameter] public RenderFragment<TRow>? Primary { get; set; }

    /// <summary>Entries at the top of the menu.</summary>
    [Parameter] public RenderFragment<TRow>? More { get; set; }

    /// <summary>Between the title and the parts.</summary>
    [Parameter] public RenderFragment<TRow>? Above { get; set; }

    /// <summary>The facts.</summary>
    [Parameter, EditorRequired] public RenderFragment<TRow> Details { get; set; } = default!;

    /// <summary>Records that belong to it.</summary>
    [Parameter, EditorRequired] public RenderFragment<TRow> Related { get; set; } = default!;

    /// <summary>Opens the form.</summary>
    [Parameter, EditorRequired] public EventCallback<TRow> OnEdit { get; set; }

    /// <summary>Whether a record may be edited where it stands; absent for always.</summary>
    [Parameter] public Func<TRow, bool>? CanEdit { get; set; }

    private (string, string)[] Trail => [(Record.Many, Record.Address)];

    /// <summary>Shows the record as a use case answered it.</summary>
    public Task TakeAsync(TRow row)
    {
        (_row, _problem) = (row, null);
        StateHasChanged();
        return ReadTimelineAsync();
    }

    /// <summary>Reads the record again.</summary>
    public async Task ReadAsync()
    {
        var read = await UseCases.Send(Record.Read(Id), Closed);
        if (read.Succeeded) (_row, _problem) = (read.Value, null);
        else _problem = read.Error;
        StateHasChanged();
    }

    /// <summary>Does something to the record, says so, or says why not.</summary>
    /// <returns>Whether it was done.</returns>
    public async Task<bool> DoAsync(IMessage<TRow> command, string done)
    {
        var changed = await UseCases.Send(command, Closed);
        if (!changed.Succeeded)
        {
            Toasts.Error(changed.Error.Message);
            return false;
        }

        Toasts.Success(done);
        await TakeAsync(changed.Value);
        return true;
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_asked == Id || !RendererInfo.IsInteractive) return;
        (_asked, _row, _problem, _permissions) = (Id, null, null, RecordPermissions.Of(Record.RecordType));
        await ReadAsync();
    }

    private Task ReadTimelineAsync() => _timeline?.ReadAgainAsync() ?? Task.CompletedTask;

    private async Task ReadChangedAsync(LiveChange change)
    {
        if (change.Concerns(Id)) await ReadAsync();
        await ReadTimelineAsync();
    }

    private async Task CopyLinkAsync()
    {
        await Client.CallAsync(Assets, "copyText", Navigation.ToAbsoluteUri($"{Record.Address}/{Id}").ToString());
        Toasts.Info("Link copied");
    }

    private async Task DeleteAsync()
    {
        var (id, name) = (Id, Record.Name(_row!));
        var deleted = await UseCases.Send(Record.Delete(id), Closed);
        if (!deleted.Succeeded)
        {
            Toasts.Error(deleted.Error.Message);
            return;
        }

        Toasts.Success($"{name} deleted", undo: () => RestoreAsync(id, name));
        Navigation.NavigateTo(Record.Address);
    }

    /// <summary>Runs from the message after the page was left.</summary>
    private async Task RestoreAsync(Guid id, string name)
    {
        var restored = await UseCases.Send(Record.Restore(id), CancellationToken.None);
        if (restored.Succeeded) Toasts.Success($"{name} is back");
        else Toasts.Error(restored.Error.Message);
    }
}
