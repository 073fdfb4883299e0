using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Leads.Commands;

/// <summary>Moves a lead to the recycle bin.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="Version">The version the caller saw, or null for any.</param>
[Requires(Permissions.Leads.Delete)]
public sealed record DeleteLeadCommand(Guid LeadId, int? Version = null) : ICommand<LeadRecord>;

internal sealed class DeleteLeadCommandHandler(LeadChanges changes) : ICommandHandler<DeleteLeadCommand, LeadRecord>
{
    public Task<Result<LeadRecord>> Handle(DeleteLeadCommand command, CancellationToken ct) =>
        changes.MakeAsync(command.LeadId, command.Version, (lead, stamp) =>
        {
            lead.Delete(stamp.At, stamp.By);
            return Done.Value;
        }, ct);
}
