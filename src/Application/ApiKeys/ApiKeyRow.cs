using System.Linq.Expressions;
using NexusCrm.Domain.Members;

namespace NexusCrm.Application.ApiKeys;

/// <summary>An API key as lists show it; the key itself is never among it.</summary>
/// <param name="Id">Id.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Prefix">The part by which people tell keys apart.</param>
/// <param name="Scopes">What it may do, as far as its maker may.</param>
/// <param name="UserId">The member who made it and for whom it acts.</param>
/// <param name="ExpiresAt">From when on it is refused, or null, UTC.</param>
/// <param name="LastUsedAt">When it was last used, to the minute, or null, UTC.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
public sealed record ApiKeyRow(Guid Id, string Name, string Prefix, IReadOnlyList<string> Scopes, Guid UserId, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt, DateTimeOffset CreatedAt)
{
    internal static Expression<Func<ApiKey, ApiKeyRow>> Projection { get; } = k => new ApiKeyRow(k.Id, k.Name, k.Prefix, k.Scopes, k.UserId, k.ExpiresAt, k.LastUsedAt, k.CreatedAt);

    private static readonly Func<ApiKey, ApiKeyRow> Project = Projection.Compile();

    internal static ApiKeyRow Of(ApiKey key) => Project(key);
}
