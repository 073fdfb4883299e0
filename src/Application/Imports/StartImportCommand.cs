using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Records.Import;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Organizations;

namespace NexusCrm.Application.Imports;

/// <summary>Queues the import of an uploaded file, or a dry run of it. What is wrong with the file's form or the options is refused here; what is wrong with rows, by the job.</summary>
[RequiresPermissionOfMessage]
public sealed record StartImportCommand(string RecordType, Guid UploadId, ImportOptions Options, bool DryRun) : ICommand<JobState>, IRequiresPermission
{
    /// <inheritdoc />
    public string? Permission => $"{RecordType}.import";
}

internal sealed class StartImportCommandHandler(INexusDbContext db, ILocks locks, IActor actor, JobLedger ledger, ImportUploads uploads, ImportTargets targets, TimeProvider clock)
    : ICommandHandler<StartImportCommand, JobState>
{
    public async Task<Result<JobState>> Handle(StartImportCommand command, CancellationToken cancellationToken)
    {
        if (targets.Find(command.RecordType) is not { } target) return Error.NotFound("The record type");
        var opened = await uploads.OpenAsync(command.UploadId, target.Type, command.Options.Reading, cancellationToken);
        if (!opened.Succeeded) return opened.Error;

        await using var upload = opened.Value;
        var planned = await PlanAsync(command, target, upload, cancellationToken);
        if (!planned.Succeeded) return planned.Error;

        await using var transaction = await db.BeginAsync(cancellationToken);
        if (command.Options.Mapping is { } chosen) await RememberAsync(target, upload.File, chosen, cancellationToken);
        var job = ledger.Queue(command.DryRun ? ImportCheck.CheckKind : ImportWork.ImportKind, command.RecordType, planned.Value);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return JobState.Of.Compile()(job);
    }

    private async Task<Result<ImportPlan>> PlanAsync(StartImportCommand command, IImportTarget target, OpenedUpload upload, CancellationToken ct)
    {
        var options = command.Options;
        if (upload.File.Sample.Count == 0) return ImportErrors.NoRows;
        var mapping = options.Mapping ?? upload.Mapping;
        var columns = ColumnMapping.Of(target.Type, upload.File.Headers, mapping);
        if (!columns.Succeeded) return columns.Error;
        var formats = options.Formats.Checked();
        if (!formats.Succeeded) return formats.Error;
        var keys = MatchOn(options, target);
        if (!keys.Succeeded) return keys.Error;
        if (options.Defaults.Keys.FirstOrDefault(k => target.Type.FieldOf(k) is not { IsImportable: true }) is { } unknown)
            return Error.Invalid($"defaults.{unknown}", "This is not a field that can be imported.");

        var zone = await db.Set<Organization>().Where(o => o.Id == actor.OrganizationId).Select(o => o.TimeZone).SingleOrDefaultAsync(ct);
        var mapped = mapping.Where(m => m.Value is not null).ToDictionary(m => m.Key, m => m.Value);
        return new ImportPlan(command.UploadId, mapped, options.Duplicates, keys.Value, options.Defaults, formats.Value, zone ?? "Asia/Singapore", options.Reading);
    }

    private static Result<IReadOnlyList<string>> MatchOn(ImportOptions options, IImportTarget target)
    {
        var wanted = options.MatchOn ?? [target.MatchKeys[0]];
        if (wanted.Count == 0) return Error.Invalid("matchOn", $"Name at least one of {string.Join(", ", target.MatchKeys)}.");
        return wanted.FirstOrDefault(k => !target.MatchKeys.Contains(k)) is { } unknown
            ? Error.Invalid("matchOn", $"'{unknown}' is none of {string.Join(", ", target.MatchKeys)}.")
            : Result<IReadOnlyList<string>>.Success([.. wanted.Distinct(StringComparer.Ordinal)]);
    }

    private async Task RememberAsync(IImportTarget target, ImportFile file, IReadOnlyDictionary<string, string?> mapping, CancellationToken ct)
    {
        await locks.NamedAsync($"import-mapping:{target.Type.Key}", ct);
        await uploads.RememberAsync(target.Type, file, mapping, clock.GetUtcNow(), ct);
    }
}
