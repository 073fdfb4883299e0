using System.Globalization;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.WebUI.Components.Ui.Grid;

namespace NexusCrm.WebUI.Features.Jobs;

/// <summary>The person's own jobs, latest first.</summary>
public sealed partial class JobsPage : UseCaseComponent
{
    private const int PageSize = 50;

    private GridRows<JobState> _rows = default!;
    private List<GridColumn<JobState>> _columns = [];

    protected override void OnInitialized()
    {
        _rows = new(ReadAsync);
        _columns =
        [
            new("what", "Job", JobWords.Title) { Primary = true, Width = 280 },
            new("status", "Status", Status) { Width = 180 },
            new("succeeded", "Done", job => Count(job.Succeeded)) { Align = GridAlign.End, Width = 100 },
            new("failed", "Failed", job => Count(job.Failed)) { Align = GridAlign.End, Width = 100 },
            new("asked", "Asked for", Asked) { Width = 140 },
        ];
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _rows.Dispose();
        base.Dispose(disposing);
    }

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private async Task<GridPage<JobState>> ReadAsync(string? cursor, CancellationToken ct)
    {
        Guid? before = cursor is null ? null : Guid.Parse(cursor, CultureInfo.InvariantCulture);
        var jobs = await UseCases.Send(new ListJobsQuery(before, PageSize), ct);
        if (!jobs.Succeeded) return GridPage<JobState>.Refused(jobs.Error.Message);
        return new(jobs.Value, jobs.Value.Count == PageSize ? jobs.Value[^1].Id.ToString() : null);
    }
}
