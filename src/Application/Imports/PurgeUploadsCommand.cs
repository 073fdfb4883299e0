using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Files;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Imports;

namespace NexusCrm.Application.Imports;

/// <summary>Deletes uploaded files whose time is over (<see cref="Upload.KeptFor"/>); the file first, so that none is left without its row.</summary>
[JobsOnly]
public sealed record PurgeUploadsCommand : ICommand<Done>;

internal sealed class PurgeUploadsCommandHandler(INexusDbContext db, IFileStore files, TimeProvider clock) : ICommandHandler<PurgeUploadsCommand, Done>
{
    public async Task<Result<Done>> Handle(PurgeUploadsCommand command, CancellationToken cancellationToken)
    {
        var oldest = clock.GetUtcNow() - Upload.KeptFor;
        var over = await db.Set<Upload>().Where(u => u.CreatedAt < oldest).ToListAsync(cancellationToken);
        foreach (var upload in over) files.Delete(upload.OrganizationId, upload.Id);
        db.Set<Upload>().RemoveRange(over);
        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }
}
