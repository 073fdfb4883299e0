using NexusCrm.Application.Contacts;
using NexusCrm.Domain.Contacts;
using NexusCrm.WebUI.Features.Records;

namespace NexusCrm.WebUI.Features.Contacts;

/// <summary>What a person edits of a contact. Properties are named as the use cases name the fields, so that their refusals find them.</summary>
public sealed class ContactDraft
{
    public string? FirstName { get; set; }
    public string? LastName { get; set; }
    public string? JobTitle { get; set; }
    public string? Department { get; set; }
    public Guid? ReportsToId { get; set; }
    public Guid? OwnerId { get; set; }
    public bool DoNotCall { get; set; }
    public bool EmailOptOut { get; set; }
    public IReadOnlyList<string> Tags { get; set; } = [];
    public List<PointDraft> Emails { get; set; } = [new()];
    public List<PointDraft> Phones { get; set; } = [new()];
    public List<PartDraft> Accounts { get; set; } = [new()];
    public AddressDraft Address { get; } = new();

    /// <summary>The form filled with what is stored.</summary>
    public static ContactDraft Of(ContactRecord contact)
    {
        var draft = new ContactDraft
        {
            FirstName = contact.FirstName,
            LastName = contact.LastName,
            JobTitle = contact.JobTitle,
            Department = contact.Department,
            ReportsToId = contact.ReportsToId,
            OwnerId = contact.OwnerId,
            DoNotCall = contact.DoNotCall,
            EmailOptOut = contact.EmailOptOut,
            Tags = contact.Tags,
            Emails = PointDraft.Of(contact.Emails),
            Phones = PointDraft.Of(contact.Phones),
            Accounts = contact.Accounts.Count == 0 ? [new()] : [.. contact.Accounts.Select(part => new PartDraft { RecordId = part.AccountId, Role = part.Role, Primary = part.Primary })],
        };
        draft.Address.Take(contact.Address);
        return draft;
    }

    /// <summary>What a new contact begins with.</summary>
    public ContactDetails ToDetails() => new()
    {
        FirstName = FirstName,
        LastName = LastName,
        JobTitle = JobTitle,
        Department = Department,
        ReportsToId = ReportsToId,
        DoNotCall = DoNotCall,
        EmailOptOut = EmailOptOut,
        Tags = Tags,
        Emails = PointDraft.Typed(Emails),
        Phones = PointDraft.Typed(Phones),
        Accounts = Parts(),
        Address = Address.ToAddress(),
    };

    /// <summary>The accounts chosen.</summary>
    public IReadOnlyList<AccountPart> Parts() => [.. Accounts.Where(part => part.RecordId is not null).Select(part => new AccountPart(part.RecordId!.Value, part.Role, part.Primary))];
}

/// <summary>An e-mail address or phone number within a <see cref="ContactDraft"/>.</summary>
public sealed class PointDraft
{
    public string? Value { get; set; }
    public string? Label { get; set; }
    public bool Primary { get; set; }

    /// <summary>The rows of a form: one to type in at least.</summary>
    internal static List<PointDraft> Of(IReadOnlyList<ContactPoint> points) =>
        points.Count == 0 ? [new()] : [.. points.Select(point => new PointDraft { Value = point.Value, Label = point.Label, Primary = point.Primary })];

    /// <summary>What was typed; rows left blank are none.</summary>
    internal static IReadOnlyList<ContactPoint> Typed(IEnumerable<PointDraft> rows) =>
        [.. rows.Where(row => !string.IsNullOrWhiteSpace(row.Value)).Select(row => new ContactPoint(row.Value!.Trim(), row.Label, row.Primary))];

    /// <summary>The rows as two of them are compared.</summary>
    internal static string Text(IEnumerable<PointDraft> rows) =>
        string.Join(", ", Typed(rows).Select(point => $"{point.Value}{(point.Label is null ? "" : $" ({point.Label})")}{(point.Primary ? ", primary" : "")}"));
}
