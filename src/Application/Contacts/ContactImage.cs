using System.Text.Json;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Contacts;

namespace NexusCrm.Application.Contacts;

/// <summary>How a contact was before a job changed it: all that imports and bulk actions can change.</summary>
internal sealed record ContactImage(ContactDetails Details, Guid? OwnerId, bool IsDeleted)
{
    /// <summary>The image of a contact, as JSON.</summary>
    public static string Of(Contact contact) => JsonSerializer.Serialize(new ContactImage(contact.Details(), contact.OwnerId, contact.DeletedAt is not null), JobLedger.Json);

    /// <summary>Reads an image.</summary>
    public static ContactImage From(string image) => JsonSerializer.Deserialize<ContactImage>(image, JobLedger.Json)!;

    /// <summary>Brings a contact back to this image.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="held">Accounts that meanwhile have another primary contact: it keeps its place.</param>
    /// <param name="at">When.</param>
    /// <param name="by">Who.</param>
    public Result<Done> Restore(Contact contact, IReadOnlySet<Guid> held, DateTimeOffset at, Guid? by)
    {
        var parts = Details.Accounts.Select(a => a with { Primary = a.Primary && !held.Contains(a.AccountId) }).ToList();
        var changed = contact.Change(Details with { Accounts = parts }, at, by);
        if (!changed.Succeeded) return changed;

        contact.Assign(OwnerId, at, by);
        if (IsDeleted) contact.Delete(at, by);
        else contact.Restore(at, by);
        return Done.Value;
    }
}
