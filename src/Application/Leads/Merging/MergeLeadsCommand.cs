using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Merging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Leads.Merging;

/// <summary>Makes several leads one; needs to be allowed to change and delete them (rule M1).</summary>
/// <param name="Order">Which.</param>
/// <param name="DryRun">True to find out what would come of it.</param>
[Requires(Permissions.Records.Merge)]
public sealed record MergeLeadsCommand(MergeOrder Order, bool DryRun = false) : ICommand<Merged<LeadRecord>>;

internal sealed class MergeLeadsCommandHandler(INexusDbContext db, LeadMerger merger, LeadRecords records) : ICommandHandler<MergeLeadsCommand, Merged<LeadRecord>>
{
    public Task<Result<Merged<LeadRecord>>> Handle(MergeLeadsCommand command, CancellationToken ct) => db.AsideAsync(() => MergeAsync(command, ct), keep: !command.DryRun, ct);

    private async Task<Result<Merged<LeadRecord>>> MergeAsync(MergeLeadsCommand command, CancellationToken ct)
    {
        var merged = await merger.MergeAsync(command.Order, ct);
        if (!merged.Succeeded) return merged.Error;
        var winner = await records.GetAsync(command.Order.WinnerId, ct);
        return winner.Succeeded ? new Merged<LeadRecord>(winner.Value, command.DryRun ? null : merged.Value) : winner.Error;
    }
}

/// <summary>Undoes a merge of leads within 30 days; what somebody changed since stays as it is and is named (rule M6).</summary>
/// <param name="WinnerId">The lead that stayed.</param>
/// <param name="MergeId">The merge.</param>
[Requires(Permissions.Records.Merge)]
public sealed record UnmergeLeadCommand(Guid WinnerId, Guid MergeId) : ICommand<Unmerged<LeadRecord>>;

internal sealed class UnmergeLeadCommandHandler(INexusDbContext db, LeadMerger merger, LeadRecords records) : ICommandHandler<UnmergeLeadCommand, Unmerged<LeadRecord>>
{
    public Task<Result<Unmerged<LeadRecord>>> Handle(UnmergeLeadCommand command, CancellationToken ct) => db.AsideAsync(() => UnmergeAsync(command, ct), keep: true, ct);

    private async Task<Result<Unmerged<LeadRecord>>> UnmergeAsync(UnmergeLeadCommand command, CancellationToken ct)
    {
        var journal = await merger.JournalAsync(command.WinnerId, command.MergeId, ct);
        if (!journal.Succeeded) return journal.Error;
        var kept = await merger.UnmergeAsync(journal.Value, ct);
        if (!kept.Succeeded) return kept.Error;
        var winner = await records.GetAsync(command.WinnerId, ct);
        return winner.Succeeded ? new Unmerged<LeadRecord>(winner.Value, journal.Value.LoserIds, kept.Value) : winner.Error;
    }
}
