using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Identity;
using NexusCrm.Application.Members;
using NexusCrm.Domain.Members;
using NexusCrm.Infrastructure.Persistence;

namespace NexusCrm.Infrastructure.Members;

/// <summary>Writes a person's name and address into their memberships, one organization after the other: row-level security lets a context write in one only.</summary>
internal sealed class MemberProfiles(IDbContextFactory<NexusDbContext> contexts, ICompanies companies, TimeProvider clock) : IMemberProfiles
{
    private const int Attempts = 3;

    public async Task TakeOverAsync(UserProfile user, CancellationToken ct)
    {
        foreach (var company in await companies.OfAsync(user.Id, ct)) await TakeOverAsync(user, company.Id, ct);
    }

    private async Task TakeOverAsync(UserProfile user, Guid organizationId, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await RenameAsync(user, organizationId, ct);
                return;
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
                // Somebody changed the member meanwhile; their change is read and kept.
            }
        }
    }

    private async Task RenameAsync(UserProfile user, Guid organizationId, CancellationToken ct)
    {
        var actor = new CurrentActor();
        actor.Become(new ActorIdentity(ActorKind.User, organizationId, user.Id, Session: null));
        await using var db = (await contexts.CreateDbContextAsync(ct)).Enter(actor, dispatcher: null);
        var membership = await db.Set<Membership>().SingleOrDefaultAsync(m => m.UserId == user.Id, ct);
        if (membership is null || !membership.Rename(user.DisplayName, user.Email, clock.GetUtcNow(), user.Id).Succeeded) return;
        await db.SaveChangesAsync(ct);
    }
}
