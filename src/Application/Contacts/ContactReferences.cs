using NexusCrm.Application.Common.Crm;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Contacts;

namespace NexusCrm.Application.Contacts;

/// <summary>Looks for what the details of a contact refer to.</summary>
internal static class ContactReferences
{
    /// <summary>The refusal for what the details newly refer to and is not found, or null. What was there before may meanwhile be in the recycle bin.</summary>
    public static async Task<Error?> MissingAsync(this RecordReferences references, ContactDetails details, ContactDetails before, CancellationToken ct)
    {
        if (details.ReportsToId != before.ReportsToId && await references.MissingAsync<Contact>("reportsToId", details.ReportsToId, ct) is { } noManager) return noManager;

        var joined = details.Accounts.Select((part, place) => (part.AccountId, Place: place)).Where(a => before.Accounts.All(b => b.AccountId != a.AccountId)).ToList();
        return await references.MissingAsync<Account>(i => $"accounts[{joined[i].Place}].accountId", joined.ConvertAll(a => a.AccountId), ct);
    }
}
