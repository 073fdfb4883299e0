using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Contacts;
using NexusCrm.Domain.Deals;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Conversion;

/// <summary>The records that a conversion wrote, as they are now; null where there was none or it is gone for good.</summary>
internal sealed record RecordsNow(Account? Account, Contact? Contact, Deal? Deal)
{
    /// <summary>What was changed or deleted since: every version must be the one the conversion left (rule L11).</summary>
    public IEnumerable<UndoBlocker> Touched(ConversionTrace trace)
    {
        foreach (var traced in trace.Records)
        {
            var (record, name) = Of(traced.Record.Type);
            if (record is null || record.DeletedAt is not null) yield return UndoBlocker.Deleted(traced.Record, name);
            else if (record.Version != traced.Version) yield return UndoBlocker.Changed(traced.Record, name!);
        }
    }

    private (CrmRecord? Record, string? Name) Of(RecordType type) => type switch
    {
        RecordType.Account => (Account, Account?.Name),
        RecordType.Contact => (Contact, Contact?.FullName),
        RecordType.Deal => (Deal, Deal?.Name),
        _ => throw new InvalidOperationException($"A conversion writes no {type}."),
    };
}

/// <summary>Loads and locks what a conversion wrote, the recycle bin included.</summary>
internal sealed class ConvertedRecords(INexusDbContext db, ILocks locks)
{
    public async Task<RecordsNow> LoadAsync(ConversionTrace trace, CancellationToken ct) => new(
        await OneAsync(trace, RecordType.Account, (IQueryable<Account> accounts) => accounts, ct),
        await OneAsync(trace, RecordType.Contact, (IQueryable<Contact> contacts) => contacts.Include(c => c.Emails).Include(c => c.Phones).Include(c => c.Accounts), ct),
        await OneAsync(trace, RecordType.Deal, (IQueryable<Deal> deals) => deals.Include(d => d.Contacts), ct));

    private async Task<T?> OneAsync<T>(ConversionTrace trace, RecordType type, Func<IQueryable<T>, IQueryable<T>> whole, CancellationToken ct) where T : CrmRecord
    {
        if (trace.Records.FirstOrDefault(r => r.Record.Type == type) is not { Record.Id: var id }) return null;
        await locks.ForUpdateAsync<T>(id, ct);
        return await whole(db.Set<T>().IgnoreQueryFilters(["soft-delete"])).SingleOrDefaultAsync(r => r.Id == id, ct);
    }
}
