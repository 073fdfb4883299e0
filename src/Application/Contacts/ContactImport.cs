using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Accounts;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Imports;
using NexusCrm.Application.Members;
using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Import;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Contacts;

namespace NexusCrm.Application.Contacts;

/// <summary>
/// Imports contacts. Existing ones are found by any of their e-mail addresses or numbers, or by id; an address, a number or an account that the file names anew is added, and the address and number become the
/// primary ones. The first contact of an account is its primary one.
/// </summary>
internal sealed class ContactImport(INexusDbContext db, IBulkLoad load, ContactFields fields, MemberDirectory members, AccountDirectory accounts, PrimaryContacts primaries) : ImportTarget<Contact>(db)
{
    private static readonly IReadOnlyList<ImportKey<Contact>> ContactKeys =
    [
        new("email", EmailOf, contact => contact.Emails.FirstOrDefault()?.Normalized,
            (contacts, keys) => contacts.SelectMany(c => c.Emails).Where(e => keys.Contains(e.Normalized)).Select(e => new KeyMatch(e.Normalized, e.ContactId))),
        new("phone", PhoneOf, contact => contact.Phones.FirstOrDefault()?.Value,
            (contacts, keys) => contacts.SelectMany(c => c.Phones).Where(p => keys.Contains(p.Value)).Select(p => new KeyMatch(p.Value, p.ContactId))),
        ImportKey.Id<Contact>(),
    ];

    private HashSet<Guid> _held = [];

    public override IRecordType Type => fields;

    protected override IReadOnlyList<ImportKey<Contact>> Keys => ContactKeys;

    protected override IQueryable<Contact> Whole(IQueryable<Contact> records) => records.Include(c => c.Emails).Include(c => c.Phones).Include(c => c.Accounts);

    protected override async Task PrepareAsync(ImportBatchOrder order, CancellationToken ct)
    {
        if (order.Names("ownerId")) await members.LoadAsync(ct);
        if (!order.Names("accountId")) return;

        var texts = order.TextsOf("accountId");
        await accounts.LoadAsync(texts, ct);
        var named = texts.Select(accounts.Find).OfType<Guid>().ToHashSet();
        if (!order.IsDryRun) await primaries.LockAsync(named, ct);
        _held = await primaries.HeldAsync(named, [], ct);
    }

    protected override Result<Contact> Create(RowReader row, ImportBatchOrder order)
    {
        var (at, by) = (order.Run.QueuedAt, order.Run.RequestedBy);
        var (details, ownerId) = (Details(row, new ContactDetails()), row.Reference("ownerId", members.Find));
        var created = Contact.Create(order.Run.OrganizationId, details, at, by);
        if (!created.Succeeded) return InWordsOfTheFile(created.Error);
        if (row.Problems.Count > 0) return created;

        Hold(details);
        created.Value.Assign(ownerId, at, by);
        return created;
    }

    /// <summary>The whole row is read before the contact changes: a refused row leaves it as it was.</summary>
    protected override Result<Done> Change(Contact contact, RowReader row, ImportBatchOrder order)
    {
        var (at, by) = (order.Run.QueuedAt, order.Run.RequestedBy);
        var (details, ownerId) = (Details(row, contact.Details()), row.Reference("ownerId", members.Find, contact.OwnerId));
        if (row.Problems.Count > 0) return Done.Value;

        var changed = contact.Change(details, at, by);
        if (!changed.Succeeded) return InWordsOfTheFile(changed.Error);
        Hold(details);
        contact.Assign(ownerId, at, by);
        return Done.Value;
    }

    protected override async Task StoreAsync(IReadOnlyList<Contact> created, ImportBatchOrder order, CancellationToken ct)
    {
        await load.InsertAsync(created, ct);
        await load.InsertAsync([.. created.SelectMany(c => c.Emails)], ct);
        await load.InsertAsync([.. created.SelectMany(c => c.Phones)], ct);
        await load.InsertAsync([.. created.SelectMany(c => c.Accounts)], ct);
    }

    protected override string Image(Contact contact) => ContactImage.Of(contact);

    protected override Result<Done> Restore(Contact contact, string image, DateTimeOffset at, Guid? by) => ContactImage.From(image).Restore(contact, _held, at, by);

    protected override async Task PrepareUndoAsync(IReadOnlyCollection<Contact> records, CancellationToken ct)
    {
        var joined = records.SelectMany(c => c.Accounts).Select(a => a.AccountId).ToHashSet();
        await primaries.LockAsync(joined, ct);
        _held = await primaries.HeldAsync(joined, [.. records.Select(c => c.Id)], ct);
    }

    private static string? EmailOf(RowReader row) => row.Text("email") is { } text && EmailAddress.Parse(text) is { Succeeded: true, Value: var email } ? email.Normalized : null;

    private static string? PhoneOf(RowReader row) => row.Text("phone") is { } text && PhoneNumber.Parse(text, row.Formats.Country) is { Succeeded: true, Value: var phone } ? phone.Value : null;

    private ContactDetails Details(RowReader row, ContactDetails start) => start with
    {
        FirstName = row.Text("firstName", start.FirstName),
        LastName = row.Text("lastName", start.LastName),
        Emails = Points(row.Text("email"), start.Emails, EmailOf(row)),
        Phones = Points(row.Text("phone"), start.Phones, PhoneOf(row)),
        PhoneCountry = row.Formats.Country,
        JobTitle = row.Text("jobTitle", start.JobTitle),
        Department = row.Text("department", start.Department),
        Accounts = Parts(row.Reference("accountId", accounts.Find), start.Accounts),
        Address = row.Address("address", start.Address),
        DoNotCall = row.YesOrNo("doNotCall", start.DoNotCall),
        EmailOptOut = row.YesOrNo("emailOptOut", start.EmailOptOut),
        Tags = row.List("tags", start.Tags),
    };

    /// <summary>The value of the file first, as the primary one; a value that is there already keeps its label.</summary>
    private static IReadOnlyList<ContactPoint> Points(string? given, IReadOnlyList<ContactPoint> known, string? compared)
    {
        if (given is null) return known;
        var same = known.FirstOrDefault(p => string.Equals(p.Value, compared, StringComparison.OrdinalIgnoreCase));
        return [same is null ? new ContactPoint(given, null, Primary: true) : same with { Primary = true }, .. known.Where(p => p != same).Select(p => p with { Primary = false })];
    }

    private IReadOnlyList<AccountPart> Parts(Guid? account, IReadOnlyList<AccountPart> known)
    {
        if (account is not { } id || known.Any(a => a.AccountId == id)) return known;
        return [.. known, new AccountPart(id, null, Primary: !_held.Contains(id))];
    }

    private void Hold(ContactDetails details) => _held.UnionWith(details.Accounts.Where(a => a.Primary).Select(a => a.AccountId));

    /// <summary>A contact has lists where the file has one column each.</summary>
    private static Error InWordsOfTheFile(Error error)
    {
        if (error.Fields is null) return error;
        return Error.Invalid(error.Fields.GroupBy(f => Column(f.Key), f => f.Value, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.SelectMany(m => m).ToArray(), StringComparer.Ordinal));
    }

    private static string Column(string field)
    {
        if (field.StartsWith("emails", StringComparison.Ordinal)) return "email";
        if (field.StartsWith("phones", StringComparison.Ordinal)) return "phone";
        return field.StartsWith("accounts", StringComparison.Ordinal) ? "accountId" : field;
    }
}
