using NexusCrm.Application.Accounts;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Paging;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Contacts.Queries;

/// <summary>Reads a page of the contacts that the actor sees.</summary>
/// <param name="Request">Which ones, in which order, which page.</param>
/// <param name="AccountId">Only those of this account; null for all.</param>
[Requires(Permissions.Contacts.Read)]
public sealed record ListContactsQuery(ListRequest Request, Guid? AccountId = null) : IQuery<Page<ContactRecord>>;

internal sealed class ListContactsQueryHandler(ContactRecords records, AccountRecords accounts, ContactFields fields) : IQueryHandler<ListContactsQuery, Page<ContactRecord>>
{
    public async Task<Result<Page<ContactRecord>>> Handle(ListContactsQuery query, CancellationToken ct)
    {
        if (query.AccountId is not { } account) return await records.PageAsync(fields, records.Visible, query.Request, ct);
        if (await accounts.RefusalAsync(account, ct) is { } refusal) return refusal;
        return await records.PageAsync(fields, records.Visible.Where(c => c.Accounts.Any(a => a.AccountId == account)), query.Request, ct);
    }
}
