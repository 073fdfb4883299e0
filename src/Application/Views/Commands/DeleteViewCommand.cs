using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Views;

namespace NexusCrm.Application.Views.Commands;

/// <summary>Deletes a view for good; those who had it as their default fall back to the record type's own list.</summary>
/// <param name="Id">The view.</param>
/// <param name="Version">The version the caller saw, or null to skip the check.</param>
[SignedIn("a view is its owner's or, with the permission to share views, the organization's", KeysToo = true)]
public sealed record DeleteViewCommand(Guid Id, int? Version) : ICommand<Done>;

internal sealed class DeleteViewCommandHandler(INexusDbContext db, ViewAccess access) : ICommandHandler<DeleteViewCommand, Done>
{
    public async Task<Result<Done>> Handle(DeleteViewCommand command, CancellationToken ct)
    {
        var view = await access.FindToChangeAsync(command.Id, ct);
        if (!view.Succeeded) return view.Error;

        db.ExpectVersion(view.Value, command.Version);
        db.Set<SavedView>().Remove(view.Value);
        await db.SaveChangesAsync(ct);
        return Done.Value;
    }
}
