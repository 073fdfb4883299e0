using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Views;

namespace NexusCrm.Application.Views.Commands;

/// <summary>Makes a view the one that the actor's list of its record type opens with.</summary>
[SignedIn("everybody chooses their own default among the views they see", KeysToo = true)]
public sealed record MakeDefaultViewCommand(Guid Id) : ICommand<Done>;

internal sealed class MakeDefaultViewCommandHandler(INexusDbContext db, ILocks locks, IActor actor, ViewAccess access, TimeProvider clock) : ICommandHandler<MakeDefaultViewCommand, Done>
{
    public async Task<Result<Done>> Handle(MakeDefaultViewCommand command, CancellationToken ct)
    {
        if (actor.UserId is not { } user) return Error.Forbidden("Views belong to users.");
        var view = await access.FindAsync(command.Id, ct);
        if (!view.Succeeded) return view.Error;

        await using var transaction = await db.BeginAsync(ct);
        await locks.NamedAsync($"default-view:{user}", ct);
        var current = await db.Set<DefaultView>().SingleOrDefaultAsync(d => d.UserId == user && d.RecordType == view.Value.RecordType, ct);
        if (current is null) db.Set<DefaultView>().Add(new DefaultView(view.Value, user, clock.GetUtcNow()));
        else current.Become(view.Value);

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Done.Value;
    }
}
