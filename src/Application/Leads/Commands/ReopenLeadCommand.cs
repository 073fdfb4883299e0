using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Leads.Commands;

/// <summary>Takes a disqualified lead up again, as new.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="Version">The version the caller saw, or null for any.</param>
[Requires(Permissions.Leads.Write)]
public sealed record ReopenLeadCommand(Guid LeadId, int? Version = null) : ICommand<LeadRecord>;

internal sealed class ReopenLeadCommandHandler(LeadChanges changes) : ICommandHandler<ReopenLeadCommand, LeadRecord>
{
    public Task<Result<LeadRecord>> Handle(ReopenLeadCommand command, CancellationToken ct) =>
        changes.MakeAsync(command.LeadId, command.Version, (lead, stamp) => lead.Reopen(stamp.At, stamp.By), ct);
}
