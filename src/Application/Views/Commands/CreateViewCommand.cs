using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Records;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Views;

namespace NexusCrm.Application.Views.Commands;

/// <summary>Saves a list as a view of the actor. Sharing it with the organization needs the permission to share views.</summary>
[RequiresPermissionOfMessage]
public sealed record CreateViewCommand(string RecordType, ViewDetails Details) : ICommand<Guid>, IRequiresPermission
{
    /// <inheritdoc />
    public string? Permission => RecordPermissions.ReadOf(RecordType);
}

internal sealed class CreateViewCommandHandler(INexusDbContext db, IActor actor, ViewAccess access, ViewCatalogue catalogue, TimeProvider clock) : ICommandHandler<CreateViewCommand, Guid>
{
    public async Task<Result<Guid>> Handle(CreateViewCommand command, CancellationToken ct)
    {
        if (actor.UserId is not { } owner) return Error.Forbidden("Views belong to users.");
        if (access.MayHave(command.Details.Scope) is { } refusal) return refusal;
        if (catalogue.Problem(command.RecordType, command.Details) is { } problem) return problem;

        var view = SavedView.Create(actor.OrganizationId, command.RecordType, command.Details, clock.GetUtcNow(), owner);
        if (!view.Succeeded) return view.Error;

        db.Set<SavedView>().Add(view.Value);
        await db.SaveChangesAsync(ct);
        return view.Value.Id;
    }
}
