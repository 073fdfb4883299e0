using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Leads.Commands;

/// <summary>Marks a lead worth selling to; it needs an e-mail address or a phone number.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="Version">The version the caller saw, or null for any.</param>
[Requires(Permissions.Leads.Write)]
public sealed record QualifyLeadCommand(Guid LeadId, int? Version = null) : ICommand<LeadRecord>;

internal sealed class QualifyLeadCommandHandler(LeadChanges changes) : ICommandHandler<QualifyLeadCommand, LeadRecord>
{
    public Task<Result<LeadRecord>> Handle(QualifyLeadCommand command, CancellationToken ct) =>
        changes.MakeAsync(command.LeadId, command.Version, (lead, stamp) => lead.Qualify(stamp.At, stamp.By), ct);
}
