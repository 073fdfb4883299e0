using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Audit;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Audit;

/// <summary>Signs where the organization's audit chain ends and writes it outside the database. Once a day; safe to send again.</summary>
[JobsOnly]
public sealed record SignAuditHeadCommand : ICommand<SignedHead>;

/// <summary>What was signed.</summary>
/// <param name="Seq">The last place; 0 where nothing was sealed yet, and nothing signed.</param>
public sealed record SignedHead(long Seq);

internal sealed class SignAuditHeadCommandHandler(INexusDbContext db, IAuditAnchors anchors, IActor actor, TimeProvider clock) : ICommandHandler<SignAuditHeadCommand, SignedHead>
{
    public async Task<Result<SignedHead>> Handle(SignAuditHeadCommand command, CancellationToken ct)
    {
        var last = await db.Set<AuditSeal>().AsNoTracking().OrderByDescending(s => s.Seq).FirstOrDefaultAsync(ct);
        if (last is null) return new SignedHead(0);

        // The database keeps microseconds, and what is signed must come back from it the same.
        var now = clock.GetUtcNow();
        var at = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        var head = new AuditHead(actor.OrganizationId, last.Seq, last.Hash, at, anchors.Sign(actor.OrganizationId, last.Seq, last.Hash, at));
        await anchors.WriteAsync(head, ct);
        db.Set<AuditHead>().Add(head);
        await db.SaveChangesAsync(ct);
        return new SignedHead(last.Seq);
    }
}
