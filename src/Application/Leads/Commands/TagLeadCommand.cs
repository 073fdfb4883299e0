using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Leads.Commands;

/// <summary>Adds tags to a lead and removes others.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="Add">Tags to add.</param>
/// <param name="Remove">Tags to remove, in any case.</param>
/// <param name="Version">The version the caller saw, or null for any.</param>
[Requires(Permissions.Leads.Write)]
public sealed record TagLeadCommand(Guid LeadId, IReadOnlyList<string> Add, IReadOnlyList<string> Remove, int? Version = null) : ICommand<LeadRecord>;

internal sealed class TagLeadCommandHandler(LeadChanges changes) : ICommandHandler<TagLeadCommand, LeadRecord>
{
    public Task<Result<LeadRecord>> Handle(TagLeadCommand command, CancellationToken ct) =>
        changes.MakeAsync(command.LeadId, command.Version, (lead, stamp) => lead.ChangeTags(command.Add, command.Remove, stamp.At, stamp.By), ct);
}
