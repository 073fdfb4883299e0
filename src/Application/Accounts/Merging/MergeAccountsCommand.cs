using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Merging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Accounts.Merging;

/// <summary>Makes several accounts one; needs to be allowed to change and delete them (rule M1).</summary>
/// <param name="Order">Which.</param>
/// <param name="DryRun">True to find out what would come of it.</param>
[Requires(Permissions.Records.Merge)]
public sealed record MergeAccountsCommand(MergeOrder Order, bool DryRun = false) : ICommand<Merged<AccountRecord>>;

internal sealed class MergeAccountsCommandHandler(INexusDbContext db, AccountMerger merger, AccountRecords records) : ICommandHandler<MergeAccountsCommand, Merged<AccountRecord>>
{
    public Task<Result<Merged<AccountRecord>>> Handle(MergeAccountsCommand command, CancellationToken ct) => db.AsideAsync(() => MergeAsync(command, ct), keep: !command.DryRun, ct);

    private async Task<Result<Merged<AccountRecord>>> MergeAsync(MergeAccountsCommand command, CancellationToken ct)
    {
        var merged = await merger.MergeAsync(command.Order, ct);
        if (!merged.Succeeded) return merged.Error;
        var winner = await records.GetAsync(command.Order.WinnerId, ct);
        return winner.Succeeded ? new Merged<AccountRecord>(winner.Value, command.DryRun ? null : merged.Value) : winner.Error;
    }
}

/// <summary>Undoes a merge of accounts within 30 days; what somebody changed since stays as it is and is named (rule M6).</summary>
/// <param name="WinnerId">The account that stayed.</param>
/// <param name="MergeId">The merge.</param>
[Requires(Permissions.Records.Merge)]
public sealed record UnmergeAccountCommand(Guid WinnerId, Guid MergeId) : ICommand<Unmerged<AccountRecord>>;

internal sealed class UnmergeAccountCommandHandler(INexusDbContext db, AccountMerger merger, AccountRecords records) : ICommandHandler<UnmergeAccountCommand, Unmerged<AccountRecord>>
{
    public Task<Result<Unmerged<AccountRecord>>> Handle(UnmergeAccountCommand command, CancellationToken ct) => db.AsideAsync(() => UnmergeAsync(command, ct), keep: true, ct);

    private async Task<Result<Unmerged<AccountRecord>>> UnmergeAsync(UnmergeAccountCommand command, CancellationToken ct)
    {
        var journal = await merger.JournalAsync(command.WinnerId, command.MergeId, ct);
        if (!journal.Succeeded) return journal.Error;
        var kept = await merger.UnmergeAsync(journal.Value, ct);
        if (!kept.Succeeded) return kept.Error;
        var winner = await records.GetAsync(command.WinnerId, ct);
        return winner.Succeeded ? new Unmerged<AccountRecord>(winner.Value, journal.Value.LoserIds, kept.Value) : winner.Error;
    }
}
