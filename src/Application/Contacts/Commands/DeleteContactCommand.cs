using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Contacts.Commands;

/// <summary>Moves a contact to the recycle bin.</summary>
/// <param name="ContactId">The contact.</param>
/// <param name="Version">The version the caller saw, or null for any.</param>
[Requires(Permissions.Contacts.Delete)]
public sealed record DeleteContactCommand(Guid ContactId, int? Version = null) : ICommand<ContactRecord>;

internal sealed class DeleteContactCommandHandler(ContactRecords records) : ICommandHandler<DeleteContactCommand, ContactRecord>
{
    public Task<Result<ContactRecord>> Handle(DeleteContactCommand command, CancellationToken ct) => records.DeleteAsync(command.ContactId, command.Version, ct);
}
