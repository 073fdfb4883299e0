using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Jobs;

/// <summary>The report of a finished job.</summary>
public sealed partial class JobReport : UseCaseComponent
{
    private const int FailuresShown = 20;

    /// <summary>Good ends before bad ones; what is not named here comes first.</summary>
    private static readonly string[] Order = ["created", "updated", "undone", "succeeded", "skipped", "gone", "conflicts", "failed"];

    private IReadOnlyList<JobFailureLine>? _failures;
    private ConfirmDialog _confirm = default!;

    [Parameter, EditorRequired] public JobState Job { get; set; } = default!;

    /// <summary>Further buttons.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    private IEnumerable<(string Name, long Count)> Counts =>
        from line in Job.Outcome.EnumerateObject()
        where line.Value.ValueKind is JsonValueKind.Number
        orderby Array.IndexOf(Order, line.Name)
        select (line.Name, line.Value.GetInt64());

    /// <summary>The column stands beside it already.</summary>
    private static string Problem(JobFailureLine failure) =>
        failure.Column is { } column && failure.Message.StartsWith($"{column}: ", StringComparison.Ordinal) ? failure.Message[(column.Length + 2)..] : failure.Message;

    private string Caption => Job.Failed > FailuresShown ? string.Create(CultureInfo.InvariantCulture, $"The first {FailuresShown} of {Job.Failed:N0} problems") : "Problems";

    protected override async Task OnInitializedAsync()
    {
        if (Job.Failed == 0) return;
        var failures = await UseCases.Send(new ListJobFailuresQuery(Job.Id, FailuresShown), Closed);
        _failures = failures.Succeeded ? failures.Value : [];
    }

    private async Task UndoAsync()
    {
        var count = (int)Math.Min(Job.Succeeded, int.MaxValue);
        var what = string.Create(CultureInfo.InvariantCulture, $"{count:N0} {Job.RecordType}");
        if (!await _confirm.AskAsync($"Undo the change of {what}?", "What it created goes to the recycle bin, what it changed becomes what it was. Records that somebody changed since stay as they are.", "Undo", count)) return;

        var undo = await UseCases.Send(new UndoJobCommand(Job.Id), Closed);
        if (undo.Succeeded) Navigation.NavigateTo($"/jobs/{undo.Value.Id}");
        else Toasts.Error(undo.Error.Message);
    }
}
