using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Files;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Imports;

namespace NexusCrm.Application.Imports;

/// <summary>Takes a file in, as it streams, for an import to come. Whether it can be read is found out by the preview or the import.</summary>
/// <param name="RecordType">The record type it is for.</param>
/// <param name="FileName">Its name, for people.</param>
/// <param name="Content">The bytes.</param>
[RequiresPermissionOfMessage]
public sealed record UploadImportFileCommand(string RecordType, string FileName, Stream Content) : ICommand<Guid>, IRequiresPermission
{
    /// <inheritdoc />
    public string? Permission => $"{RecordType}.import";
}

internal sealed class UploadImportFileCommandHandler(INexusDbContext db, IFileStore files, IActor actor, ImportTargets targets, ImportLimits limits, TimeProvider clock)
    : ICommandHandler<UploadImportFileCommand, Guid>
{
    public async Task<Result<Guid>> Handle(UploadImportFileCommand command, CancellationToken cancellationToken)
    {
        if (targets.Find(command.RecordType) is null) return Error.NotFound("The record type");
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var stored = await files.SaveAsync(actor.OrganizationId, id, command.Content, limits.MaxBytes, cancellationToken);
        if (!stored.Succeeded) return stored.Error;

        db.Set<Upload>().Add(new Upload(actor.OrganizationId, id, command.FileName, stored.Value, clock.GetUtcNow(), actor.UserId));
        await db.SaveChangesAsync(cancellationToken);
        return id;
    }
}
