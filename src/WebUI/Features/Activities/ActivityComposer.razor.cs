using Microsoft.AspNetCore.Components;
using NexusCrm.Application.Activities;
using NexusCrm.Application.Activities.Commands;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Activities;
using NexusCrm.Domain.Common;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Activities;

/// <summary>Writes down an activity about a record.</summary>
public sealed partial class ActivityComposer : UseCaseComponent
{
    private static readonly ActivityKind[] Kinds = [ActivityKind.Note, ActivityKind.Call, ActivityKind.Email, ActivityKind.Meeting, ActivityKind.Task];
    private static readonly Choice<ActivityDirection>[] Directions = [new(ActivityDirection.Outbound, "To them"), new(ActivityDirection.Inbound, "From them")];

    private ActivityDraft _draft = default!;
    private FormState _form = default!;
    private FormDraft _kept = default!;

    /// <summary>The record it is about.</summary>
    [Parameter, EditorRequired] public RecordReference About { get; set; } = default!;

    /// <summary>Told after something was written down.</summary>
    [Parameter] public EventCallback OnDone { get; set; }

    private string DraftName => $"activity-{About.Id}";

    private string SaveText => _draft switch
    {
        { Kind: ActivityKind.Note } => "Save note",
        { Kind: ActivityKind.Task } => "Add task",
        { IsOpen: true } => $"Plan {ActivityWords.Word(_draft.Kind).ToLowerInvariant()}",
        _ => $"Log {ActivityWords.Word(_draft.Kind).ToLowerInvariant()}",
    };

    protected override void OnInitialized() => Begin(ActivityKind.Note);

    protected override void Dispose(bool disposing)
    {
        if (disposing) _form.Dispose();
        base.Dispose(disposing);
    }

    private void Begin(ActivityKind kind)
    {
        _form?.Dispose();
        _draft = new() { Kind = kind };
        _form = new(_draft);
    }

    /// <summary>What was typed stays while the person looks for the right kind.</summary>
    private void Choose(ActivityKind kind) => _draft.Kind = kind;

    private async Task SaveAsync()
    {
        if (await _form.SendAsync(() => UseCases.Send(Command(), Closed), null) is not { Succeeded: true }) return;
        await _kept.ForgetAsync();
        Begin(_draft.Kind);
        await OnDone.InvokeAsync();
    }

    private ICommand<ActivityRecord> Command() => _draft.IsOpen
        ? new CreateActivityCommand(_draft.ToDetails(), [About])
        : new LogActivityCommand(_draft.ToDetails(), [About], _draft.Outcome);
}
