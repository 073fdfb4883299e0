using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Merging;
using NexusCrm.Application.Records;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Contacts;

namespace NexusCrm.Application.Contacts.Merging;

/// <summary>Merges contacts: addresses and numbers are pooled; the accounts they belong to are moved with all other rows.</summary>
internal sealed class ContactMerger(MergeScope scope) : RecordMerger<Contact>(scope)
{
    private const string Owner = "ownerId";
    private const string Manager = "reportsToId";
    private const string Accounts = "accounts";

    protected override RecordType Kind => RecordType.Contact;

    protected override string Feature => RecordTypes.Contacts;

    protected override Error NotFound => ContactErrors.NotFound;

    protected override IQueryable<Contact> Whole(IQueryable<Contact> records) => records.Include(c => c.Emails).Include(c => c.Phones).Include(c => c.Accounts);

    protected override JsonObject Facts(Contact contact)
    {
        var facts = Json(contact.Details());
        facts.Remove(Accounts);
        facts[Owner] = contact.OwnerId;
        return facts;
    }

    protected override string PropertyOf(string field) => field switch { "email" => "emails", "phone" => "phones", _ => field };

    /// <summary>Nobody reports to itself: of the managers, the first who is none of the merged.</summary>
    protected override Task SettleAsync(Contact winner, IReadOnlyList<Contact> losers, JsonObject merged, CancellationToken ct)
    {
        var merging = losers.Append(winner).Select(c => c.Id).ToHashSet();
        if ((Guid?)merged[Manager] is { } manager && merging.Contains(manager))
            merged[Manager] = losers.Prepend(winner).Select(c => c.ReportsToId).FirstOrDefault(id => id is { } other && !merging.Contains(other));
        return Task.CompletedTask;
    }

    protected override Result<Done> Change(Contact contact, JsonObject facts, ChangeStamp stamp)
    {
        var changed = contact.Change(Read<ContactDetails>(facts) with { Accounts = contact.Details().Accounts }, stamp.At, stamp.By);
        if (changed.Succeeded) contact.Assign((Guid?)facts[Owner], stamp.At, stamp.By);
        return changed;
    }
}
