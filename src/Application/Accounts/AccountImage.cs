using System.Text.Json;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Accounts;

/// <summary>How an account was before a job changed it: all that imports and bulk actions can change.</summary>
/// <param name="Details">The details.</param>
/// <param name="OwnerId">The owner.</param>
/// <param name="TerritoryId">The territory.</param>
/// <param name="IsDeleted">In the recycle bin.</param>
/// <param name="Children">Accounts below it that the job lifts when it deletes the account; empty for other changes.</param>
internal sealed record AccountImage(AccountDetails Details, Guid? OwnerId, Guid? TerritoryId, bool IsDeleted, IReadOnlyList<Guid> Children)
{
    /// <summary>The image of an account, as JSON.</summary>
    public static string Of(Account account, IReadOnlyList<Guid> children) =>
        JsonSerializer.Serialize(new AccountImage(account.Details(), account.OwnerId, account.TerritoryId, account.DeletedAt is not null, children), JobLedger.Json);

    /// <summary>Reads an image.</summary>
    public static AccountImage From(string image) => JsonSerializer.Deserialize<AccountImage>(image, JobLedger.Json)!;

    /// <summary>Brings an account back to this image.</summary>
    public Result<Done> Restore(Account account, DateTimeOffset at, Guid? by)
    {
        var changed = account.Change(Details, at, by);
        if (!changed.Succeeded) return changed;

        account.Assign(OwnerId, TerritoryId, at, by);
        if (IsDeleted) account.Delete(at, by);
        else account.Restore(at, by);
        return Done.Value;
    }
}
