namespace NexusCrm.Application.Records.Export;

/// <summary>Writes rows into a file of one format, each as it comes: nothing is held back but a buffer.</summary>
internal interface IRowWriter : IAsyncDisposable
{
    /// <summary>Writes one row, a value per field.</summary>
    ValueTask WriteAsync(object?[] row, CancellationToken ct);

    /// <summary>Writes what ends the file.</summary>
    ValueTask CompleteAsync(CancellationToken ct);
}
