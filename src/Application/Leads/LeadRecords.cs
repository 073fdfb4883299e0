using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Members;
using NexusCrm.Application.Merging;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Consent;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads;

/// <summary>Reads leads as <see cref="LeadRecord"/> and adds what stands elsewhere: the owners' names and the state of the consent ledger.</summary>
internal sealed class LeadRecords(INexusDbContext db, IActor actor, IMemberNames members)
{
    /// <summary>A lead that the actor sees; one that was merged answers as the lead it was merged into (rule M5).</summary>
    public async Task<Result<LeadRecord>> GetAsync(Guid id, CancellationToken ct)
    {
        var record = await RowAsync(id, ct);
        if (record is null && await db.WinnerOfAsync<Lead>(actor, id, ct) is { } winner) record = await RowAsync(winner, ct);
        return record is null ? LeadErrors.NotFound : await WholeAsync(record, ct);
    }

    /// <summary>A lead that was added in this operation: all its consents were, too.</summary>
    public Task<LeadRecord> OfNewAsync(Lead lead, CancellationToken ct) => WholeAsync(LeadRecord.Of(lead), db.Set<ConsentEntry>().Local, ct);

    /// <summary>A lead that was just written.</summary>
    public Task<LeadRecord> OfAsync(Lead lead, CancellationToken ct) => WholeAsync(LeadRecord.Of(lead), ct);

    /// <summary>The same rows with their owners' names.</summary>
    public async Task<IReadOnlyList<LeadRecord>> NamedAsync(IReadOnlyList<LeadRecord> rows, CancellationToken ct)
    {
        var owners = rows.Select(r => r.OwnerId).OfType<Guid>().Distinct().ToList();
        if (owners.Count == 0) return rows;

        var names = await members.OfAsync(owners, ct);
        return [.. rows.Select(r => r.OwnerId is { } owner ? r with { OwnerName = names.GetValueOrDefault(owner) } : r)];
    }

    private Task<LeadRecord?> RowAsync(Guid id, CancellationToken ct) =>
        db.Leads.AsNoTracking().Where(LeadVisibility.To(actor)).Where(l => l.Id == id).Select(LeadRecord.Projection).SingleOrDefaultAsync(ct);

    private async Task<LeadRecord> WholeAsync(LeadRecord record, CancellationToken ct)
    {
        var ledger = await db.Set<ConsentEntry>().AsNoTracking().Where(e => e.PersonType == RecordType.Lead && e.PersonId == record.Id).ToListAsync(ct);
        return await WholeAsync(record, ledger, ct);
    }

    private async Task<LeadRecord> WholeAsync(LeadRecord record, IEnumerable<ConsentEntry> ledger, CancellationToken ct)
    {
        var consents = ConsentEntry.Current(ledger).Select(e => new LeadConsent(e.Purpose, e.Channel, e.Decision, e.WordingVersion, e.Source, e.At));
        return (await NamedAsync([record], ct))[0] with { Consents = [.. consents] };
    }
}
