using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Views;

namespace NexusCrm.Application.Views.Commands;

/// <summary>Changes a view.</summary>
/// <param name="Id">The view.</param>
/// <param name="Details">All of its details.</param>
/// <param name="Version">The version the caller saw, or null to skip the check.</param>
[SignedIn("a view is its owner's or, with the permission to share views, the organization's", KeysToo = true)]
public sealed record UpdateViewCommand(Guid Id, ViewDetails Details, int? Version) : ICommand<Done>;

internal sealed class UpdateViewCommandHandler(INexusDbContext db, IActor actor, ViewAccess access, ViewCatalogue catalogue, TimeProvider clock) : ICommandHandler<UpdateViewCommand, Done>
{
    public async Task<Result<Done>> Handle(UpdateViewCommand command, CancellationToken ct)
    {
        var view = await access.FindToChangeAsync(command.Id, ct);
        if (!view.Succeeded) return view.Error;
        if (access.MayHave(command.Details.Scope) is { } refusal) return refusal;
        if (command.Details.Scope is ViewScope.Private && view.Value.OwnerId != actor.UserId) return Error.Invalid("scope", "Only its owner can make a view private.");
        if (catalogue.Problem(view.Value.RecordType, command.Details, view.Value.Details()) is { } problem) return problem;

        db.ExpectVersion(view.Value, command.Version);
        var changed = view.Value.Change(command.Details, clock.GetUtcNow(), actor.UserId!.Value);
        if (!changed.Succeeded) return changed;

        await db.SaveChangesAsync(ct);
        return Done.Value;
    }
}
