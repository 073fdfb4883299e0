using Microsoft.AspNetCore.Components;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.Domain.Common;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Jobs;

/// <summary>Shows a job and reads it again each second until it has ended.</summary>
public sealed partial class JobPanel : UseCaseComponent
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly JobPace _pace = new();
    private Result<JobState>? _job;
    private double? _perSecond;

    [Inject] private TimeProvider Clock { get; set; } = default!;

    [Parameter, EditorRequired] public Guid JobId { get; set; }

    /// <summary>Heading; what the job does when absent.</summary>
    [Parameter] public string? Title { get; set; }

    /// <summary>What is said while it runs.</summary>
    [Parameter] public RenderFragment? Running { get; set; }

    /// <summary>What came out of it, once it has ended.</summary>
    [Parameter] public RenderFragment<JobState>? Report { get; set; }

    /// <summary>Buttons once it has ended.</summary>
    [Parameter] public RenderFragment<JobState>? Actions { get; set; }

    /// <summary>Told once, when it has ended or had ended before.</summary>
    [Parameter] public EventCallback<JobState> OnFinished { get; set; }

    private bool IsOver => _job is { Succeeded: false } || (_job is { Succeeded: true } job && JobWords.IsFinished(job.Value));

    protected override Task OnInitializedAsync() => ReadAsync();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || IsOver) return;
        using var beat = new PeriodicTimer(Pause, Clock);
        try
        {
            while (!IsOver && await beat.WaitForNextTickAsync(Closed))
            {
                await ReadAsync();
                StateHasChanged();
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left; the job goes on.
        }
    }

    private async Task ReadAsync()
    {
        _job = await UseCases.Send(new GetJobQuery(JobId), Closed);
        if (!_job.Succeeded) return;
        _perSecond = _pace.Note(Clock.GetUtcNow(), _job.Value.Processed);
        if (JobWords.IsFinished(_job.Value)) await OnFinished.InvokeAsync(_job.Value);
    }

    private async Task CancelAsync()
    {
        var cancelled = await UseCases.Send(new CancelJobCommand(JobId), Closed);
        if (cancelled.Succeeded) _job = cancelled;
        else Toasts.Error(cancelled.Error.Message);
    }

    private JobProgressView Shown(JobState job) => new(JobWords.Status(job), job.Processed, job.Total, job.Failed, job.Skipped, _perSecond);
}
