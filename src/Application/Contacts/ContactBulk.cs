using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Bulk;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Records;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Contacts;

namespace NexusCrm.Application.Contacts;

/// <summary>Changes many contacts at once.</summary>
internal sealed class ContactBulk(BulkScope scope, ContactFields fields, PrimaryContacts primaries) : CrmBulkTarget<Contact>(scope)
{
    private HashSet<Guid> _held = [];

    protected override RecordType<Contact> Fields => fields;

    protected override IQueryable<Contact> Whole(IQueryable<Contact> records) => records.Include(c => c.Emails).Include(c => c.Phones).Include(c => c.Accounts);

    protected override void Assign(Contact contact, Guid? ownerId, ChangeStamp stamp) => contact.Assign(ownerId, stamp.At, stamp.By);

    protected override Result<BulkChange<Contact>> FieldChange(BulkFields values)
    {
        var patch = new ContactPatch
        {
            JobTitle = values.Text("jobTitle"),
            Department = values.Text("department"),
            Address = new PostalAddressChanges(default, default, values.Text("address.city"), values.Text("address.state"), default, values.Text("address.country")),
            DoNotCall = values.YesOrNo("doNotCall"),
            EmailOptOut = values.YesOrNo("emailOptOut"),
        };
        return values.Problem is { } problem ? problem : new BulkChange<Contact>((contact, stamp) => contact.Change(patch.ApplyTo(contact.Details()), stamp.At, stamp.By));
    }

    protected override async Task PrepareAsync(IReadOnlyCollection<Contact> records, IReadOnlyList<string> images, CancellationToken ct)
    {
        var accounts = images.SelectMany(image => ContactImage.From(image).Details.Accounts).Where(a => a.Primary).Select(a => a.AccountId).ToHashSet();
        if (accounts.Count == 0) return;
        await primaries.LockAsync(accounts, ct);
        _held = await primaries.HeldAsync(accounts, [.. records.Select(c => c.Id)], ct);
    }

    protected override string Image(Contact contact) => ContactImage.Of(contact);

    protected override Result<Done> Restore(Contact contact, string image, DateTimeOffset at, Guid? by) => ContactImage.From(image).Restore(contact, _held, at, by);
}
