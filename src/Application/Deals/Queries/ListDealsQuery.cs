using NexusCrm.Application.Accounts;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Paging;
using NexusCrm.Application.Contacts;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Deals.Queries;

/// <summary>Reads a page of the deals that the actor sees.</summary>
/// <param name="Request">Which ones, in which order, which page.</param>
/// <param name="AccountId">Only those of this account; null for all.</param>
/// <param name="ContactId">Only those this contact takes part in; null for all.</param>
[Requires(Permissions.Deals.Read)]
public sealed record ListDealsQuery(ListRequest Request, Guid? AccountId = null, Guid? ContactId = null) : IQuery<Page<DealRecord>>;

internal sealed class ListDealsQueryHandler(DealRecords records, AccountRecords accounts, ContactRecords contacts, DealFields fields) : IQueryHandler<ListDealsQuery, Page<DealRecord>>
{
    public async Task<Result<Page<DealRecord>>> Handle(ListDealsQuery query, CancellationToken ct)
    {
        var deals = records.Visible;
        if (query.AccountId is { } account)
        {
            if (await accounts.RefusalAsync(account, ct) is { } noAccount) return noAccount;
            deals = deals.Where(d => d.AccountId == account);
        }

        if (query.ContactId is { } contact)
        {
            if (await contacts.RefusalAsync(contact, ct) is { } noContact) return noContact;
            deals = deals.Where(d => d.Contacts.Any(c => c.ContactId == contact));
        }

        return await records.PageAsync(fields, deals, query.Request, ct);
    }
}
