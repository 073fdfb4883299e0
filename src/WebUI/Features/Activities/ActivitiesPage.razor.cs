using Microsoft.AspNetCore.Components;
using NexusCrm.Application.Activities;
using NexusCrm.Application.Activities.Commands;
using NexusCrm.Application.Activities.Queries;
using NexusCrm.Application.Records;
using NexusCrm.Domain.Activities;

namespace NexusCrm.WebUI.Features.Activities;

/// <summary>What the person has to do, most urgent first, done with one press.</summary>
public sealed partial class ActivitiesPage : UseCaseComponent
{
    private const int Step = 100;
    private const int DaysOfAWeek = 7;

    private static readonly string[] LiveKinds = ["activity"];
    private static readonly ActivityKind[] Kinds = [ActivityKind.Task, ActivityKind.Call, ActivityKind.Meeting, ActivityKind.Email];

    private List<ActivityRecord>? _open;
    private PlanActivityDialog _plan = default!;
    private string? _read;
    private int _most = Step;
    private bool _hasMore;
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

    protected override async Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive || _read == (Kind ?? "")) return;
        (_read, _most) = (Kind ?? "", Step);
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

    private async Task ReadAsync()
    {
        ActivityKind? kind = WireNames<ActivityKind>.TryParse(Kind ?? "", out var known) ? known : null;
        var agenda = await UseCases.Send(new ListAgendaQuery(_most + 1, kind), Closed);
        _problem = agenda.Succeeded ? null : agenda.Error.Message;
        if (!agenda.Succeeded) return;

        // Groups follow each other in the order of the agenda; an overdue moment of today stands before the rest of the day.
        _open = [.. agenda.Value.Take(_most).OrderBy(Due)];
        _hasMore = agenda.Value.Count > _most && _most + Step < ListAgendaQuery.LimitMax;
    }

    private Task ReadMoreAsync()
    {
        _most += Step;
        return ReadAsync();
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
