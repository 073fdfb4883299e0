using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;
using NexusCrm.Domain.Merging;

namespace NexusCrm.Application.Leads.Commands;

/// <summary>Takes a lead out of the recycle bin; one that is not in it stays as it is.</summary>
/// <param name="LeadId">The lead.</param>
[Requires(Permissions.Leads.Delete)]
public sealed record RestoreLeadCommand(Guid LeadId) : ICommand<LeadRecord>;

internal sealed class RestoreLeadCommandHandler(INexusDbContext db, IActor actor, LeadChanges changes) : ICommandHandler<RestoreLeadCommand, LeadRecord>
{
    public async Task<Result<LeadRecord>> Handle(RestoreLeadCommand command, CancellationToken ct)
    {
        var lead = await db.Leads.IgnoreQueryFilters(["soft-delete"]).Where(LeadVisibility.To(actor)).SingleOrDefaultAsync(l => l.Id == command.LeadId, ct);
        if (lead is null) return LeadErrors.NotFound;
        if (lead.MergedIntoId is { } winner) return MergeErrors.Merged(winner);

        var stamp = changes.Stamp();
        lead.Restore(stamp.At, stamp.By);
        return await changes.SaveAsync(lead, ct);
    }
}
