using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Leads.Commands;

/// <summary>Notes that somebody has reached out to a new lead.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="Version">The version the caller saw, or null for any.</param>
[Requires(Permissions.Leads.Write)]
public sealed record MarkLeadContactedCommand(Guid LeadId, int? Version = null) : ICommand<LeadRecord>;

internal sealed class MarkLeadContactedCommandHandler(LeadChanges changes) : ICommandHandler<MarkLeadContactedCommand, LeadRecord>
{
    public Task<Result<LeadRecord>> Handle(MarkLeadContactedCommand command, CancellationToken ct) =>
        changes.MakeAsync(command.LeadId, command.Version, (lead, stamp) => lead.MarkContacted(stamp.At, stamp.By), ct);
}
