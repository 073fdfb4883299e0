using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using NexusCrm.Application.Bulk;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.Domain.Bulk;
using NexusCrm.Domain.Common;
using NexusCrm.WebUI.Components.Ui;
using NexusCrm.WebUI.Features.Jobs;
using NexusCrm.WebUI.Features.Records;

namespace NexusCrm.WebUI.Features.Bulk;

/// <summary>Does things to the selected records of a list through the bulk use case: up to 200 at once, more as a job that is followed.</summary>
public sealed partial class BulkRun : UseCaseComponent
{
    private const string SelectionChanged = "selection_changed";
    private static readonly TimeSpan UndoPause = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan UndoPatience = TimeSpan.FromSeconds(30);

    private AssignDialog _assign = default!;
    private TagDialog _tag = default!;
    private ConfirmDialog _confirm = default!;
    private RefusedRows? _refused;
    private RunningJob? _job;

    [Inject] private IEnumerable<IReferenceChoices> References { get; set; } = default!;
    [Inject] private TimeProvider Clock { get; set; } = default!;

    /// <summary>Key of the record type.</summary>
    [Parameter, EditorRequired] public string RecordType { get; set; } = "";

    /// <summary>One of them within a sentence: "lead".</summary>
    [Parameter, EditorRequired] public string One { get; set; } = "";

    /// <summary>Several of them within a sentence: "leads".</summary>
    [Parameter, EditorRequired] public string Many { get; set; } = "";

    /// <summary>Told when records were changed: release the selection and read the rows again.</summary>
    [Parameter, EditorRequired] public EventCallback OnDone { get; set; }

    /// <summary>Asks for an owner and assigns.</summary>
    public async Task AssignAsync(ListSelection chosen)
    {
        if (await _assign.AskAsync($"Assign {Named(chosen)}") is not { } owner) return;
        await DoAsync(chosen, BulkActions.Assign, owner.ByRules ? new { } : new { ownerId = owner.OwnerId }, "assigned");
    }

    /// <summary>Asks for tags and adds and removes them.</summary>
    public async Task TagAsync(ListSelection chosen)
    {
        if (await _tag.AskAsync($"Tag {Named(chosen)}") is not { } tags) return;
        await DoAsync(chosen, BulkActions.Tag, new { add = tags.Add, remove = tags.Remove }, "tagged");
    }

    /// <summary>Asks and moves to the recycle bin; above 100 the person types the count.</summary>
    public async Task DeleteAsync(ListSelection chosen)
    {
        if (!await _confirm.AskAsync($"Delete {Named(chosen)}?", "They go to the recycle bin and can be restored for 30 days.", "Delete", Counted(chosen))) return;
        await DoAsync(chosen, BulkActions.Delete, new { }, "deleted");
    }

    /// <summary>"12 leads".</summary>
    public string Named(ListSelection chosen) => chosen.Count is { } count ? Number(count) : $"all {Many} that match";

    /// <summary>Does something to each selected record.</summary>
    /// <param name="chosen">The records.</param>
    /// <param name="action">The action.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="done">What the records are then: "tagged".</param>
    public Task DoAsync(ListSelection chosen, string action, object parameters, string done) =>
        SendAsync(chosen, new BulkOrder(action, JsonSerializer.SerializeToElement(parameters)), (int)Math.Min(chosen.Count ?? 0, int.MaxValue), done);

    private static int Counted(ListSelection chosen) => (int)Math.Min(chosen.Count ?? int.MaxValue, int.MaxValue);

    private string Number(long count) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? One : Many)}");

    private async Task SendAsync(ListSelection chosen, BulkOrder order, int expected, string done)
    {
        var started = await UseCases.Send(new StartBulkActionCommand(RecordType, order, chosen.ToBulk(expected), DryRun: false), Closed);
        if (started.Succeeded) await TellAsync(started.Value, done);
        else if (started.Error.Code == SelectionChanged) await AskAgainAsync(chosen, order, started.Error, done);
        else Toasts.Error(started.Error.Fields?.Values.First()[0] ?? started.Error.Message);
    }

    /// <summary>More records match than the person saw: nothing was done, and they say whether to go on with all of them (rule X1).</summary>
    private async Task AskAgainAsync(ListSelection chosen, BulkOrder order, Error changed, string done)
    {
        var now = Convert.ToInt32(changed.Details!["count"], CultureInfo.InvariantCulture);
        var before = chosen.Count is { } count ? $"You selected {Number(count)}." : "They had not been counted.";
        var typed = order.Action == BulkActions.Delete ? now : 1;
        if (!await _confirm.AskAsync($"Now {Number(now)} match", $"{before} Nothing was changed yet.", $"Go on with {Number(now)}", typed)) return;
        await SendAsync(chosen, order, now, done);
    }

    private async Task TellAsync(BulkStarted started, string done)
    {
        await OnDone.InvokeAsync();
        var job = started.Job;
        if (started.Results is not { } results)
        {
            _job = new RunningJob(job.Id, string.Create(CultureInfo.InvariantCulture, $"{job.Total ?? 0:N0} {Many} are being {done}"), IsOver: false);
            // It was asked from the bar, which is gone with the selection.
            StateHasChanged();
            return;
        }

        var text = Said(job, done);
        Func<Task>? undo = job.Succeeded > 0 ? () => UndoAsync(job.Id) : null;
        if (job.Failed == 0)
        {
            Toasts.Success(text, undo);
            return;
        }

        _refused = new RefusedRows(text, await NamedAsync([.. results.Where(row => row.Outcome is BulkOutcome.Failed)]), undo);
        StateHasChanged();
    }

    private string Said(JobState job, string done)
    {
        var parts = new List<string> { $"{Number(job.Succeeded)} {done}" };
        if (job.Skipped > 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{job.Skipped:N0} unchanged"));
        if (job.Failed > 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{job.Failed:N0} not"));
        return string.Join(", ", parts);
    }

    private async Task<IReadOnlyList<RefusedRow>> NamedAsync(IReadOnlyList<BulkRowResult> rows)
    {
        IReadOnlyDictionary<string, string> names = References.FirstOrDefault(choices => choices.RecordType == RecordType) is { } reference
            ? await reference.NamesAsync([.. rows.Select(row => row.Id.ToString())], Closed)
            : new Dictionary<string, string>(StringComparer.Ordinal);
        return [.. rows.Select(row => new RefusedRow(row.Id, names.GetValueOrDefault(row.Id.ToString(), Words.Sentence(One)), row.Message ?? ""))];
    }

    private async Task FinishedAsync(JobState job)
    {
        if (_job is null or { IsOver: true }) return;
        _job = _job with { IsOver = true };
        await OnDone.InvokeAsync();
    }

    private void LeaveJob()
    {
        if (_job is { IsOver: false }) Toasts.Info("It goes on. Its page under Jobs shows how far it is.");
        _job = null;
    }

    private Task UndoRefusedAsync(Func<Task> undo)
    {
        _refused = null;
        return undo();
    }

    /// <summary>Runs from the message, even after the page was left.</summary>
    private async Task UndoAsync(Guid jobId)
    {
        var undo = await UseCases.Send(new UndoJobCommand(jobId), CancellationToken.None);
        if (!undo.Succeeded)
        {
            Toasts.Error(undo.Error.Message);
            return;
        }

        TellUndone(await EndOfAsync(undo.Value));
        if (!Closed.IsCancellationRequested) await OnDone.InvokeAsync();
    }

    private async Task<JobState> EndOfAsync(JobState job)
    {
        var until = Clock.GetUtcNow() + UndoPatience;
        while (!JobWords.IsFinished(job) && Clock.GetUtcNow() < until)
        {
            await Task.Delay(UndoPause, Clock);
            var read = await UseCases.Send(new GetJobQuery(job.Id), CancellationToken.None);
            if (read.Succeeded) job = read.Value;
        }

        return job;
    }

    private void TellUndone(JobState undo)
    {
        if (!JobWords.IsFinished(undo)) Toasts.Info("The undo goes on. Its page under Jobs shows how far it is.");
        else if (undo.Failed > 0) Toasts.Error($"{Number(undo.Succeeded)} taken back. {Number(undo.Failed)} stayed: somebody changed them since.");
        else Toasts.Success($"{Number(undo.Succeeded)} taken back");
    }

    private sealed record RefusedRow(Guid Id, string Name, string Reason);

    private sealed record RefusedRows(string Title, IReadOnlyList<RefusedRow> Rows, Func<Task>? Undo);

    private sealed record RunningJob(Guid Id, string Title, bool IsOver);
}
