using Microsoft.AspNetCore.Components;
using NexusCrm.Application.Activities;
using NexusCrm.Application.Activities.Commands;
using NexusCrm.Application.Activities.Queries;
using NexusCrm.Application.Records.Filters;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Domain.Activities;

namespace NexusCrm.WebUI.Features.Activities;

/// <summary>What the person has to do, most urgent first, done with one press.</summary>
public sealed partial class ActivitiesPage : UseCaseComponent
{
    private const int Page = 200;
    private const int DaysOfAWeek = 7;

    private static readonly string[] LiveKinds = ["activity"];
    private static readonly ActivityKind[] Kinds = [ActivityKind.Task, ActivityKind.Call, ActivityKind.Meeting, ActivityKind.Email];

    private List<ActivityRecord>? _open;
    private PlanActivityDialog _plan = default!;
    private string? _read;
    private string? _next;
    private string? _problem;

    private enum DueGroup
    {
        Overdue,
        Today,
        Week,
        Later,
        Never,
    }

    [Inject] private TimeProvider Clock { get; set; } = default!;

    /// <summary>Only activities of this kind.</summary>
    [SupplyParameterFromQuery] private string? Kind { get; set; }

    private DateOnly Today => DayOf(Clock.GetUtcNow());

    private Filter Mine
    {
        get
        {
            Filter mine = new AllOf([new Clause("status", FilterOperator.Eq, "open"), new Clause("ownerId", FilterOperator.Eq, "@me")]);
            return Kind is null ? mine : mine.And(new Clause("kind", FilterOperator.Eq, Kind));
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive || _read == (Kind ?? "")) return;
        _read = Kind ?? "";
        await ReadAsync();
    }

    private static string DueWords(DueGroup due) => due switch
    {
        DueGroup.Overdue => "Overdue",
        DueGroup.Today => "Today",
        DueGroup.Week => "Next 7 days",
        DueGroup.Later => "Later",
        _ => "Without a date",
    };

    private DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, View?.Zone ?? TimeZoneInfo.Utc).Date);

    private DateOnly? DueDay(ActivityRecord activity) => activity.DueOn ?? (activity.DueAt is { } at ? DayOf(at) : null);

    /// <summary>A day is over at its end, a moment when it has passed (rule A3).</summary>
    private DueGroup Due(ActivityRecord activity)
    {
        if (DueDay(activity) is not { } day) return DueGroup.Never;
        if (day < Today || activity.DueAt < Clock.GetUtcNow()) return DueGroup.Overdue;
        if (day == Today) return DueGroup.Today;
        return day <= Today.AddDays(DaysOfAWeek) ? DueGroup.Week : DueGroup.Later;
    }

    private Task ReadAsync() => ReadPageAsync(null);

    private Task ReadMoreAsync() => ReadPageAsync(_next);

    private async Task ReadPageAsync(string? after)
    {
        var page = await UseCases.Send(new ListActivitiesQuery(new ListRequest { Filter = Mine, Limit = Page, After = after }), Closed);
        _problem = page.Succeeded ? null : page.Error.Message;
        if (!page.Succeeded) return;

        _open = [.. (after is null ? [] : _open ?? []).Concat(page.Value.Rows).DistinctBy(activity => activity.Id).OrderBy(Due).ThenBy(DueDay).ThenBy(activity => activity.DueAt).ThenBy(activity => activity.CreatedAt)];
        _next = page.Value.Next;
    }

    private async Task CompleteAsync(ActivityRecord activity)
    {
        var done = await UseCases.Send(new CompleteActivityCommand(activity.Id), Closed);
        if (!done.Succeeded)
        {
            Toasts.Error(done.Error.Message);
            return;
        }

        _open?.Remove(activity);
        Toasts.Success($"{activity.Subject} completed", undo: () => ReopenAsync(activity));
    }

    /// <summary>Runs from the message, perhaps after the page was left.</summary>
    private async Task ReopenAsync(ActivityRecord activity)
    {
        var reopened = await UseCases.Send(new ReopenActivityCommand(activity.Id), CancellationToken.None);
        if (reopened.Succeeded) Toasts.Success($"{activity.Subject} is open again");
        else Toasts.Error(reopened.Error.Message);
    }
}
