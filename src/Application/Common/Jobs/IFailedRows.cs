using NexusCrm.Domain.Jobs;

namespace NexusCrm.Application.Common.Jobs;

/// <summary>Shows the rows themselves beside the failures of a kind of job.</summary>
public interface IFailedRows
{
    /// <summary>The kinds of job.</summary>
    IReadOnlyList<string> Kinds { get; }

    /// <summary>Opens the rows of a job; null when they are gone.</summary>
    Task<FailedRows?> OpenAsync(BackgroundJob job, CancellationToken ct);
}

/// <summary>The rows of a job.</summary>
/// <param name="Headers">The columns.</param>
/// <param name="Rows">Number and cells of each row that may have failed, ascending; read once.</param>
/// <param name="Source">What is to be closed in the end, or null.</param>
public sealed record FailedRows(IReadOnlyList<string> Headers, IEnumerable<(long Row, IReadOnlyList<string> Cells)> Rows, IDisposable? Source) : IDisposable
{
    /// <inheritdoc />
    public void Dispose() => Source?.Dispose();
}
