using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Contacts.Commands;

/// <summary>Takes a contact out of the recycle bin; one that is not in it stays as it is.</summary>
/// <param name="ContactId">The contact.</param>
[Requires(Permissions.Contacts.Delete)]
public sealed record RestoreContactCommand(Guid ContactId) : ICommand<ContactRecord>;

internal sealed class RestoreContactCommandHandler(ContactRecords records) : ICommandHandler<RestoreContactCommand, ContactRecord>
{
    public Task<Result<ContactRecord>> Handle(RestoreContactCommand command, CancellationToken ct) => records.RestoreAsync(command.ContactId, ct);
}
