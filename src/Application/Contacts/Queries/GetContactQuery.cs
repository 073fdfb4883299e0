using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Contacts.Queries;

/// <summary>Reads one contact.</summary>
/// <param name="ContactId">The contact.</param>
[Requires(Permissions.Contacts.Read)]
public sealed record GetContactQuery(Guid ContactId) : IQuery<ContactRecord>;

internal sealed class GetContactQueryHandler(ContactRecords records) : IQueryHandler<GetContactQuery, ContactRecord>
{
    public Task<Result<ContactRecord>> Handle(GetContactQuery query, CancellationToken ct) => records.GetAsync(query.ContactId, ct);
}
