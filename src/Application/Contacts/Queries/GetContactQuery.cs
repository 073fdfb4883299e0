using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Audit;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Contacts.Queries;

/// <summary>Reads one contact.</summary>
/// <param name="ContactId">The contact.</param>
[Requires(Permissions.Contacts.Read)]
public sealed record GetContactQuery(Guid ContactId) : IQuery<ContactRecord>, IReadsPerson
{
    RecordReference IReadsPerson.Person => new(RecordType.Contact, ContactId);
}

internal sealed class GetContactQueryHandler(ContactRecords records) : IQueryHandler<GetContactQuery, ContactRecord>
{
    public Task<Result<ContactRecord>> Handle(GetContactQuery query, CancellationToken ct) => records.GetAsync(query.ContactId, ct);
}
