using NexusCrm.Application.Accounts;
using NexusCrm.Application.Accounts.Commands;
using NexusCrm.Application.Accounts.Queries;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Paging;
using NexusCrm.Application.Contacts;
using NexusCrm.Application.Contacts.Commands;
using NexusCrm.Application.Contacts.Queries;
using NexusCrm.Application.Deals;
using NexusCrm.Application.Deals.Commands;
using NexusCrm.Application.Deals.Queries;
using NexusCrm.Application.Leads;
using NexusCrm.Application.Leads.Commands;
using NexusCrm.Application.Leads.Queries;
using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Domain.Common;

namespace NexusCrm.WebUI.Features.RecycleBin;

/// <summary>A record in the recycle bin.</summary>
/// <param name="Id">The record.</param>
/// <param name="Name">How it is called.</param>
/// <param name="DeletedAt">When it went there, UTC.</param>
/// <param name="DeletedBy">Who moved it there.</param>
public sealed record RecycledRow(Guid Id, string Name, DateTimeOffset? DeletedAt, Guid? DeletedBy);

/// <summary>The deleted records of one type: how they are read and restored.</summary>
public sealed record RecycledRecords
{
    /// <summary>Key of the record type.</summary>
    public required string RecordType { get; init; }

    /// <summary>One of them within a sentence: "lead".</summary>
    public string One => RecordType.TrimEnd('s');

    /// <summary>The permission that opens its recycle bin.</summary>
    public string Permission => RecordPermissions.Of(RecordType).Delete;

    /// <summary>Reads a page.</summary>
    public required Func<IUseCases, ListRequest, CancellationToken, Task<Result<Page<RecycledRow>>>> Read { get; init; }

    /// <summary>Restores a record; the refusal, or null.</summary>
    public required Func<IUseCases, Guid, CancellationToken, Task<Error?>> Restore { get; init; }

    /// <summary>All types that have a recycle bin, in the order of the tabs.</summary>
    public static IReadOnlyList<RecycledRecords> All { get; } =
    [
        Of<LeadRecord>("leads", request => new ListLeadsQuery(request), id => new RestoreLeadCommand(id), lead => new(lead.Id, lead.FullName, lead.DeletedAt, lead.DeletedBy)),
        Of<AccountRecord>("accounts", request => new ListAccountsQuery(request), id => new RestoreAccountCommand(id), account => new(account.Id, account.Name, account.DeletedAt, account.DeletedBy)),
        Of<ContactRecord>("contacts", request => new ListContactsQuery(request), id => new RestoreContactCommand(id), contact => new(contact.Id, contact.FullName, contact.DeletedAt, contact.DeletedBy)),
        Of<DealRecord>("deals", request => new ListDealsQuery(request), id => new RestoreDealCommand(id), deal => new(deal.Id, deal.Name, deal.DeletedAt, deal.DeletedBy)),
    ];

    private static RecycledRecords Of<TRow>(string recordType, Func<ListRequest, IMessage<Page<TRow>>> list, Func<Guid, IMessage<TRow>> restore, Func<TRow, RecycledRow> row) => new()
    {
        RecordType = recordType,
        Read = async (useCases, request, ct) =>
        {
            var page = await useCases.Send(list(request), ct);
            return page.Succeeded ? new Page<RecycledRow>([.. page.Value.Rows.Select(row)], page.Value.Next, page.Value.Previous, page.Value.Total, page.Value.TotalIsEstimate) : page.Error;
        },
        Restore = async (useCases, id, ct) => (await useCases.Send(restore(id), ct)).Error,
    };
}
