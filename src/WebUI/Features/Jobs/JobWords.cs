using NexusCrm.Application.Common.Jobs;
using NexusCrm.Application.Records;
using NexusCrm.Domain.Jobs;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Jobs;

/// <summary>What people read about jobs.</summary>
internal static class JobWords
{
    /// <summary>"Import of leads".</summary>
    public static string Title(JobState job) => job.Kind switch
    {
        "import" => $"Import of {job.RecordType}",
        "import_check" => $"Check of {job.RecordType} before import",
        "import_undo" => $"Undo of an import of {job.RecordType}",
        "bulk" => $"Bulk change of {job.RecordType}",
        "bulk_undo" => $"Undo of a bulk change of {job.RecordType}",
        "rescore" => "Scoring of all leads",
        "audit_verify" => "Verification of the audit trail",
        _ => job.RecordType is null ? Words.Sentence(job.Kind) : $"{Words.Sentence(job.Kind)} of {job.RecordType}",
    };

    /// <summary>The status as the API writes it.</summary>
    public static string Status(JobState job) => WireNames<JobStatus>.Of(job.Status);

    /// <summary>True when nothing will change the job any more.</summary>
    public static bool IsFinished(JobState job) => job.Status is JobStatus.Completed or JobStatus.CompletedWithErrors or JobStatus.Cancelled or JobStatus.Failed;

    /// <summary>The name of a number in the outcome: "Created", or "Would be created" for a check.</summary>
    public static string Outcome(JobState job, string name) => (job.Kind, name) switch
    {
        ("import_check", "failed") => "Cannot be imported",
        ("import_check", _) => $"Would be {name}",
        ("import_undo" or "bulk_undo", "conflicts") => "Changed since, left alone",
        ("import_undo", "gone") => "Not there any more",
        _ => Words.Sentence(name),
    };
}
