using NexusCrm.Application.Common.Crm;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Contacts;
using NexusCrm.Domain.Deals;

namespace NexusCrm.Application.Deals;

/// <summary>Looks for what the details of a deal refer to.</summary>
internal static class DealReferences
{
    /// <summary>The refusal for what the details newly refer to and is not found, or null. What was there before may meanwhile be in the recycle bin.</summary>
    public static async Task<Error?> MissingAsync(this RecordReferences references, DealDetails details, DealDetails before, CancellationToken ct)
    {
        if (details.AccountId != before.AccountId && await references.MissingAsync<Account>("accountId", details.AccountId, ct) is { } noAccount) return noAccount;

        var joined = details.Contacts.Select((part, place) => (part.ContactId, Place: place)).Where(c => before.Contacts.All(b => b.ContactId != c.ContactId)).ToList();
        return await references.MissingAsync<Contact>(i => $"contacts[{joined[i].Place}].contactId", joined.ConvertAll(c => c.ContactId), ct);
    }
}
