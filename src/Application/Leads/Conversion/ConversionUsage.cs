using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Activities;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Contacts;
using NexusCrm.Domain.Deals;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Conversion;

/// <summary>Finds what others built on the records that a conversion created: it would be left without them.</summary>
internal sealed class ConversionUsage(INexusDbContext db)
{
    /// <summary>Most users of one kind that are named.</summary>
    private const int Most = 10;

    public async Task<IReadOnlyList<UndoBlocker>> OfAsync(ConversionJournal journal, ConversionTrace trace, CancellationToken ct)
    {
        var found = new List<UndoBlocker>();
        foreach (var created in trace.Records.Where(r => r.Created).Select(r => r.Record))
        {
            if (created.Type is RecordType.Account) found.AddRange(await OfAccountAsync(created.Id, journal, ct));
            if (created.Type is RecordType.Contact) found.AddRange(await OfContactAsync(created.Id, journal, ct));
            found.AddRange(await ActivitiesAsync(created, journal.LeadId, ct));
            found.AddRange(await ConversionsAsync(created, journal.LeadId, ct));
        }

        return [.. found.DistinctBy(b => (b.Type, b.Id))];
    }

    private async Task<IEnumerable<UndoBlocker>> OfAccountAsync(Guid account, ConversionJournal journal, CancellationToken ct)
    {
        var contacts = db.Set<Contact>().Where(c => c.Id != journal.ContactId && c.Accounts.Any(a => a.AccountId == account)).Select(c => new User(c.Id, c.FullName));
        var deals = db.Set<Deal>().Where(d => d.Id != journal.DealId && d.AccountId == account).Select(d => new User(d.Id, d.Name));
        var children = db.Set<Account>().Where(a => a.ParentId == account).Select(a => new User(a.Id, a.Name));
        return [.. await NamedAsync(RecordType.Contact, contacts, ct), .. await NamedAsync(RecordType.Deal, deals, ct), .. await NamedAsync(RecordType.Account, children, ct)];
    }

    private async Task<IEnumerable<UndoBlocker>> OfContactAsync(Guid contact, ConversionJournal journal, CancellationToken ct)
    {
        var deals = db.Set<Deal>().Where(d => d.Id != journal.DealId && d.Contacts.Any(c => c.ContactId == contact)).Select(d => new User(d.Id, d.Name));
        var reports = db.Set<Contact>().Where(c => c.ReportsToId == contact).Select(c => new User(c.Id, c.FullName));
        return [.. await NamedAsync(RecordType.Deal, deals, ct), .. await NamedAsync(RecordType.Contact, reports, ct)];
    }

    /// <summary>Activities about the record that are not the lead's own.</summary>
    private Task<IEnumerable<UndoBlocker>> ActivitiesAsync(RecordReference record, Guid leadId, CancellationToken ct) => NamedAsync(
        RecordType.Activity,
        db.Set<Activity>()
            .Where(a => a.Links.Any(l => l.RecordType == record.Type && l.RecordId == record.Id) && !a.Links.Any(l => l.RecordType == RecordType.Lead && l.RecordId == leadId))
            .Select(a => new User(a.Id, a.Subject)),
        ct);

    /// <summary>Other leads that became the same record.</summary>
    private Task<IEnumerable<UndoBlocker>> ConversionsAsync(RecordReference record, Guid leadId, CancellationToken ct)
    {
        var others = db.Set<ConversionJournal>().Where(j => j.LeadId != leadId && (j.AccountId == record.Id || j.ContactId == record.Id || j.DealId == record.Id)).Select(j => j.LeadId);
        return NamedAsync(RecordType.Lead, db.Leads.Where(l => others.Contains(l.Id)).Select(l => new User(l.Id, l.FullName)), ct);
    }

    private static async Task<IEnumerable<UndoBlocker>> NamedAsync(RecordType type, IQueryable<User> users, CancellationToken ct) =>
        (await users.Take(Most).ToListAsync(ct)).Select(u => UndoBlocker.InUse(new RecordReference(type, u.Id), u.Name));

    private sealed record User(Guid Id, string Name);
}
