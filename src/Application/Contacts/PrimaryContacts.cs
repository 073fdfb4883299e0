using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Contacts;

namespace NexusCrm.Application.Contacts;

/// <summary>Keeps one primary contact per account. A unique index holds it too; the account's row lock makes the order of two wishes a matter of who came first, not of who fails.</summary>
internal sealed class PrimaryContacts(INexusDbContext db, ILocks locks)
{
    /// <summary>Locks accounts against other changes of their primary contact, to the end of the transaction.</summary>
    public Task LockAsync(IReadOnlyCollection<Guid> accountIds, CancellationToken ct) => locks.ForUpdateAsync<Account>(accountIds, ct);

    /// <summary>True when the account has a primary contact besides this one.</summary>
    public Task<bool> HasAnotherAsync(Guid accountId, Guid? contactId, CancellationToken ct) =>
        db.Set<ContactAccount>().AnyAsync(a => a.AccountId == accountId && a.IsPrimary && a.ContactId != contactId, ct);

    /// <summary>Those of some accounts that have a primary contact besides some contacts, in one statement.</summary>
    public async Task<HashSet<Guid>> HeldAsync(IReadOnlyCollection<Guid> accountIds, IReadOnlyCollection<Guid> exceptContacts, CancellationToken ct) =>
        await db.Set<ContactAccount>().Where(a => a.IsPrimary && accountIds.Contains(a.AccountId) && !exceptContacts.Contains(a.ContactId)).Select(a => a.AccountId).ToHashSetAsync(ct);

    /// <summary>
    /// The parts a contact is to have, with the primary contacts settled: who becomes one takes the place of the one before, and the first contact of an account is its primary one. Needs a transaction, which it saves in:
    /// the index is checked row by row, so the place has to be free before it is taken.
    /// </summary>
    /// <param name="contactId">The contact, or null for a new one.</param>
    /// <param name="parts">The parts as asked for.</param>
    /// <param name="stamp">Who and when.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<AccountPart>> SettleAsync(Guid? contactId, IReadOnlyList<AccountPart> parts, ChangeStamp stamp, CancellationToken ct)
    {
        if (parts.Count == 0) return parts;

        await LockAsync([.. parts.Select(p => p.AccountId)], ct);
        var settled = new List<AccountPart>(parts.Count);
        foreach (var part in parts)
        {
            if (part.Primary) await StandDownOthersAsync(part.AccountId, contactId, stamp, ct);
            settled.Add(part with { Primary = part.Primary || !await HasAnotherAsync(part.AccountId, contactId, ct) });
        }

        return settled;
    }

    private async Task StandDownOthersAsync(Guid accountId, Guid? contactId, ChangeStamp stamp, CancellationToken ct)
    {
        // One in the recycle bin may still hold the place.
        var holder = await db.Set<Contact>().IgnoreQueryFilters(["soft-delete"]).Include(c => c.Accounts)
            .SingleOrDefaultAsync(c => c.Id != contactId && c.Accounts.Any(a => a.AccountId == accountId && a.IsPrimary), ct);
        if (holder is null) return;

        holder.StandDown(accountId, stamp.At, stamp.By);
        await db.SaveChangesAsync(ct);
    }
}
