using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Infrastructure.Persistence;

namespace NexusCrm.Infrastructure.Operations;

/// <summary>An answer as it is stored for its idempotency key.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="ContentType">Content type, if there is a body.</param>
/// <param name="Location">Location header.</param>
/// <param name="ETag">ETag header.</param>
/// <param name="Body">Body as sent.</param>
public sealed record StoredAnswer(int Status, string? ContentType, string? Location, string? ETag, byte[] Body)
{
    /// <summary>Only these are kept: a refusal may be different the next time.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;
}

/// <summary>The stored answer of a request with an idempotency key (rules K1 to K6).</summary>
public sealed class IdempotencyRecord : IOrganizationOwned
{
    /// <summary>Longest key, in characters.</summary>
    public const int KeyMaxLength = 255;

    /// <summary>Longest header of an answer that is kept, in characters.</summary>
    public const int HeaderMaxLength = 500;

    /// <inheritdoc />
    public Guid OrganizationId { get; init; }

    /// <summary>UUID v7.</summary>
    public Guid Id { get; init; }

    /// <summary>User or API key that sent it.</summary>
    public Guid Principal { get; init; }

    /// <summary>The key as sent.</summary>
    public string Key { get; init; } = "";

    /// <summary>SHA-256 of method, route and body.</summary>
    public byte[] Fingerprint { get; init; } = [];

    /// <summary>When the answer was stored.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Status of the answer.</summary>
    public int Status { get; init; }

    /// <summary>Content type of the answer.</summary>
    public string? ContentType { get; init; }

    /// <summary>Location header of the answer.</summary>
    public string? Location { get; init; }

    /// <summary>ETag header of the answer.</summary>
    public string? ETag { get; init; }

    /// <summary>Body of the answer.</summary>
    public byte[] Body { get; init; } = [];
}

/// <summary>
/// Runs an operation at most once per idempotency key: it owns the scope and the transaction, the use case joins them, and the answer is stored in the same transaction.
/// A crash before the commit leaves neither effect nor key.
/// </summary>
public sealed class IdempotentOperations(IServiceScopeFactory scopes, IActorSource actors, JoinedScope joined, IConflicts conflicts, TimeProvider clock)
{
    private const int Attempts = 4;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>The key was used for another request.</summary>
    public static readonly Error Reused = new("idempotency_key_reused", "This idempotency key was used for another request.", ErrorKind.Reused);

    /// <summary>The same request is being worked on.</summary>
    public static readonly Error InProgress = Error.Conflict("request_in_progress", "The same request is being worked on. Ask again in a moment.");

    /// <summary>The answer, and whether it is a replay.</summary>
    /// <param name="key">The key.</param>
    /// <param name="fingerprint">SHA-256 of method, route and body.</param>
    /// <param name="execute">Runs the operation; called again after a lost race.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<(StoredAnswer Answer, bool IsReplay)>> RunAsync(string key, byte[] fingerprint, Func<Task<StoredAnswer>> execute, CancellationToken ct)
    {
        var identity = await actors.CurrentAsync(ct);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await AttemptAsync(identity, key, fingerprint, execute, mayBeRepeated: attempt < Attempts, ct);
            }
            catch (Exception lost) when (attempt < Attempts && (lost is DbUpdateConcurrencyException || conflicts.IsWorthRetrying(lost)))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 20 << attempt)), ct);
            }
            finally
            {
                joined.Services = null;
            }
        }
    }

    private async Task<Result<(StoredAnswer Answer, bool IsReplay)>> AttemptAsync(ActorIdentity identity, string key, byte[] fingerprint, Func<Task<StoredAnswer>> execute, bool mayBeRepeated, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(identity);
        scope.ServiceProvider.GetRequiredService<SendAttempt>().MayBeRepeated = mayBeRepeated;
        var db = scope.ServiceProvider.GetRequiredService<NexusDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var principal = identity.Principal ?? identity.User ?? Guid.Empty;
        if (!await scope.ServiceProvider.GetRequiredService<ILocks>().TryNamedAsync($"idempotency:{principal}:{key}", ct)) return InProgress;

        var stored = await FindAsync(db, principal, key, ct);
        if (stored is not null && !stored.Fingerprint.AsSpan().SequenceEqual(fingerprint)) return Reused;
        if (stored is not null) return (new StoredAnswer(stored.Status, stored.ContentType, stored.Location, stored.ETag, stored.Body), true);

        joined.Services = scope.ServiceProvider;
        var answer = await execute();
        if (!answer.IsSuccess) return (answer, false);

        db.Add(Record(identity.Organization!.Value, principal, key, fingerprint, answer));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return (answer, false);
    }

    /// <summary>What is older than a day is forgotten; it goes with the next request of the organization.</summary>
    private async Task<IdempotencyRecord?> FindAsync(NexusDbContext db, Guid principal, string key, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - Kept;
        await db.Set<IdempotencyRecord>().Where(r => r.CreatedAt < since).ExecuteDeleteAsync(ct);
        return await db.Set<IdempotencyRecord>().AsNoTracking().SingleOrDefaultAsync(r => r.Principal == principal && r.Key == key, ct);
    }

    private IdempotencyRecord Record(Guid organization, Guid principal, string key, byte[] fingerprint, StoredAnswer answer) => new()
    {
        OrganizationId = organization,
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        Principal = principal,
        Key = key,
        Fingerprint = fingerprint,
        CreatedAt = clock.GetUtcNow(),
        Status = answer.Status,
        ContentType = answer.ContentType,
        Location = answer.Location,
        ETag = answer.ETag,
        Body = answer.Body,
    };
}
