using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Merging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Contacts.Merging;

/// <summary>Makes several contacts one; needs to be allowed to change and delete them (rule M1).</summary>
/// <param name="Order">Which.</param>
/// <param name="DryRun">True to find out what would come of it.</param>
[Requires(Permissions.Records.Merge)]
public sealed record MergeContactsCommand(MergeOrder Order, bool DryRun = false) : ICommand<Merged<ContactRecord>>;

internal sealed class MergeContactsCommandHandler(INexusDbContext db, ContactMerger merger, ContactRecords records) : ICommandHandler<MergeContactsCommand, Merged<ContactRecord>>
{
    public Task<Result<Merged<ContactRecord>>> Handle(MergeContactsCommand command, CancellationToken ct) => db.AsideAsync(() => MergeAsync(command, ct), keep: !command.DryRun, ct);

    private async Task<Result<Merged<ContactRecord>>> MergeAsync(MergeContactsCommand command, CancellationToken ct)
    {
        var merged = await merger.MergeAsync(command.Order, ct);
        if (!merged.Succeeded) return merged.Error;
        var winner = await records.GetAsync(command.Order.WinnerId, ct);
        return winner.Succeeded ? new Merged<ContactRecord>(winner.Value, command.DryRun ? null : merged.Value) : winner.Error;
    }
}

/// <summary>Undoes a merge of contacts within 30 days; what somebody changed since stays as it is and is named (rule M6).</summary>
/// <param name="WinnerId">The contact that stayed.</param>
/// <param name="MergeId">The merge.</param>
[Requires(Permissions.Records.Merge)]
public sealed record UnmergeContactCommand(Guid WinnerId, Guid MergeId) : ICommand<Unmerged<ContactRecord>>;

internal sealed class UnmergeContactCommandHandler(INexusDbContext db, ContactMerger merger, ContactRecords records) : ICommandHandler<UnmergeContactCommand, Unmerged<ContactRecord>>
{
    public Task<Result<Unmerged<ContactRecord>>> Handle(UnmergeContactCommand command, CancellationToken ct) => db.AsideAsync(() => UnmergeAsync(command, ct), keep: true, ct);

    private async Task<Result<Unmerged<ContactRecord>>> UnmergeAsync(UnmergeContactCommand command, CancellationToken ct)
    {
        var journal = await merger.JournalAsync(command.WinnerId, command.MergeId, ct);
        if (!journal.Succeeded) return journal.Error;
        var kept = await merger.UnmergeAsync(journal.Value, ct);
        if (!kept.Succeeded) return kept.Error;
        var winner = await records.GetAsync(command.WinnerId, ct);
        return winner.Succeeded ? new Unmerged<ContactRecord>(winner.Value, journal.Value.LoserIds, kept.Value) : winner.Error;
    }
}
