using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Members;

namespace NexusCrm.Application.Members.Queries;

/// <summary>The invitations that wait for an answer, expired ones included, latest first.</summary>
[Requires(Permissions.Settings.ReadMembers)]
public sealed record InvitationListQuery : IQuery<IReadOnlyList<InvitationRow>>;

internal sealed class InvitationListQueryHandler(INexusDbContext db) : IQueryHandler<InvitationListQuery, IReadOnlyList<InvitationRow>>
{
    public async Task<Result<IReadOnlyList<InvitationRow>>> Handle(InvitationListQuery query, CancellationToken ct) => await db.Set<Invitation>().AsNoTracking()
        .Where(i => i.Status == InvitationStatus.Pending)
        .OrderByDescending(i => i.SentAt).ThenBy(i => i.Id)
        .Select(InvitationRow.Projection)
        .ToListAsync(ct);
}
