using System.Text.Json;
using NexusCrm.Application.Common.Files;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.Application.Records.Import;
using NexusCrm.Domain.Jobs;

namespace NexusCrm.Application.Imports;

/// <summary>The rows of an import are read again from its file: they are stored nowhere else, so that personal data of refused rows goes when the file goes.</summary>
internal sealed class ImportFailedRows(IFileStore files, ImportTargets targets) : IFailedRows
{
    public IReadOnlyList<string> Kinds => [ImportWork.ImportKind, ImportCheck.CheckKind];

    public Task<FailedRows?> OpenAsync(BackgroundJob job, CancellationToken ct) => Task.FromResult(Open(job));

    private FailedRows? Open(BackgroundJob job)
    {
        try
        {
            var plan = JsonSerializer.Deserialize<ImportPlan>(job.Payload, JobLedger.Json)!;
            var stream = files.Open(job.OrganizationId, plan.UploadId);
            var file = ImportFile.Open(stream, new MappingSuggestion(targets.Find(job.RecordType)!.Type).Knows, plan.Reading);
            return file.Succeeded ? new FailedRows(file.Value.Headers, file.Value.Rows().Select(r => (r.Number, (IReadOnlyList<string>)r.Record.Cells)), stream) : null;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
