using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using FluentValidation;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Accounts.Queries;

/// <summary>Finds accounts that may be the same as what somebody is typing. What cannot be read yet is left out.</summary>
[Requires(Permissions.Accounts.Read)]
public sealed record FindAccountDuplicatesQuery(string? Name, string? Uen, string? Website) : IQuery<IReadOnlyList<DuplicateRecord<AccountRecord>>>;

internal sealed class FindAccountDuplicatesQueryValidator : AbstractValidator<FindAccountDuplicatesQuery>
{
    public FindAccountDuplicatesQueryValidator()
    {
        RuleFor(q => q.Name).MaximumLength(AccountDetails.NameMaxLength);
        RuleFor(q => q.Uen).MaximumLength(2 * Uen.MaxLength);
        RuleFor(q => q.Website).MaximumLength(WebAddress.MaxLength);
    }
}

internal sealed class FindAccountDuplicatesQueryHandler(AccountRecords records) : IQueryHandler<FindAccountDuplicatesQuery, IReadOnlyList<DuplicateRecord<AccountRecord>>>
{
    public Task<Result<IReadOnlyList<DuplicateRecord<AccountRecord>>>> Handle(FindAccountDuplicatesQuery query, CancellationToken ct) =>
        records.DuplicatesOfAsync(AccountKeys.Of(query.Name, query.Uen, query.Website), except: null, ct);
}

/// <summary>Finds accounts that may be the same as a stored one.</summary>
/// <param name="AccountId">The account.</param>
[Requires(Permissions.Accounts.Read)]
public sealed record FindDuplicatesOfAccountQuery(Guid AccountId) : IQuery<IReadOnlyList<DuplicateRecord<AccountRecord>>>;

internal sealed class FindDuplicatesOfAccountQueryHandler(AccountRecords records) : IQueryHandler<FindDuplicatesOfAccountQuery, IReadOnlyList<DuplicateRecord<AccountRecord>>>
{
    public async Task<Result<IReadOnlyList<DuplicateRecord<AccountRecord>>>> Handle(FindDuplicatesOfAccountQuery query, CancellationToken ct)
    {
        var account = await records.GetAsync(query.AccountId, ct);
        return account.Succeeded ? await records.DuplicatesOfAsync(AccountKeysOfRows.Of(account.Value), account.Value.Id, ct) : account.Error;
    }
}

/// <summary>How accounts that may be the same are found.</summary>
internal static class AccountKeysOfRows
{
    private const int AlikeLength = 4;

    /// <summary>The keys of a row.</summary>
    public static AccountKeys Of(AccountRecord account) => AccountKeys.Of(account.Name, account.Uen, account.Website);

    /// <summary>The accounts that may be the same as one with some keys.</summary>
    public static Task<Result<IReadOnlyList<DuplicateRecord<AccountRecord>>>> DuplicatesOfAsync(this AccountRecords records, AccountKeys keys, Guid? except, CancellationToken ct) =>
        records.DuplicatesAsync(Conditions(keys), row => AccountDuplicates.Compare(keys, Of(row)), except, ct);

    [SuppressMessage("Globalization", "CA1309:Use ordinal string comparison", Justification = "Runs in the database, by the column's collation.")]
    private static IEnumerable<Expression<Func<Account, bool>>> Conditions(AccountKeys keys)
    {
        if (keys.Uen is { } uen) yield return account => account.Uen == uen;
        if (keys.Domain is { } domain) yield return account => account.WebsiteDomain == domain;
        if (keys.Name is not { } name) yield break;

        // Names that are alike begin alike; the bounds are a range of the index.
        var from = name[..Math.Min(name.Length, AlikeLength)];
        var to = from + '\uFFFF';
        yield return account => account.NormalizedName == name;
        yield return account => string.Compare(account.NormalizedName, from) >= 0 && string.Compare(account.NormalizedName, to) < 0;
    }
}
