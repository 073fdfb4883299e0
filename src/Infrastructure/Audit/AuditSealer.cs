using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Common.Access;
using NexusCrm.Domain.Audit;
using NexusCrm.Infrastructure.Persistence;
using NexusCrm.Infrastructure.Persistence.Interceptors;
using Npgsql;

namespace NexusCrm.Infrastructure.Audit;

/// <summary>
/// Gives entries their places in their organization's hash chain. A transaction leaves a batch with its entries, visible when it commits; a batch that commits late gets a later place, whatever its ids say, so that
/// none is passed over. One sealer at a time works on a chain (an advisory lock); batches go with the seals they got.
/// </summary>
public sealed class AuditSealer([FromKeyedServices(PersistenceServices.JobSource)] NpgsqlDataSource source, TimeProvider clock)
{
    /// <summary>Transactions sealed at once; an import's may have thousands of entries.</summary>
    private const int BatchesAtOnce = 20;

    /// <summary>How far an entry's id may lie before its transaction's: ids are made by the clock, which may be set back a little.</summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(2);

    private readonly DbContextOptions<NexusDbContext> _options =
        new DbContextOptionsBuilder<NexusDbContext>().UseNpgsql(source).AddInterceptors(new OrganizationSettingInterceptor()).Options;

    /// <summary>Seals whatever waits, of all organizations.</summary>
    /// <returns>Entries sealed.</returns>
    public async Task<int> SealAsync(CancellationToken ct)
    {
        var total = 0;
        foreach (var organization in await WaitingAsync(ct))
        {
            int sealedNow;
            do
            {
                sealedNow = await SealAsync(organization, ct);
                total += sealedNow;
            }
            while (sealedNow > 0);
        }

        return total;
    }

    private async Task<IReadOnlyList<Guid>> WaitingAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand("select distinct organization_id from audit_batches");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<Guid>();
        while (await reader.ReadAsync(ct)) found.Add(reader.GetGuid(0));
        return found;
    }

    private async Task<int> SealAsync(Guid organization, CancellationToken ct)
    {
        var actor = new CurrentActor();
        actor.Become(ActorIdentity.Job(organization));
        await using var db = new NexusDbContext(_options).Enter(actor, dispatcher: null);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!await TryLockAsync(db, organization, ct)) return 0;

        var batches = await db.Set<AuditBatch>().OrderBy(b => b.BatchId).Take(BatchesAtOnce).Select(b => b.BatchId).ToListAsync(ct);
        if (batches.Count == 0) return 0;

        var links = await LinkAsync(db, batches, ct);
        await StoreAsync(db, organization, links, ct);
        await db.Set<AuditBatch>().Where(b => batches.Contains(b.BatchId)).ExecuteDeleteAsync(ct);
        await transaction.CommitAsync(ct);
        return links.Count;
    }

    private static async Task<bool> TryLockAsync(NexusDbContext db, Guid organization, CancellationToken ct) =>
        (await db.Database.SqlQuery<bool>($"select pg_try_advisory_xact_lock(hashtextextended({$"audit-seal:{organization}"}, 0)) as \"Value\"").ToListAsync(ct))[0];

    private static async Task<List<Link>> LinkAsync(NexusDbContext db, List<Guid> batches, CancellationToken ct)
    {
        var last = await db.Set<AuditSeal>().AsNoTracking().OrderByDescending(s => s.Seq).FirstOrDefaultAsync(ct);
        var (seq, hash) = (last?.Seq ?? 0, last?.Hash ?? AuditChain.Start.ToArray());
        var since = LowestIdAt(TimeOf(batches[0]) - ClockSlack);
        var links = new List<Link>();
        await foreach (var entry in db.Set<AuditEntry>().AsNoTracking().Where(e => e.Id.CompareTo(since) >= 0 && batches.Contains(e.BatchId)).OrderBy(e => e.Id).AsAsyncEnumerable().WithCancellation(ct))
        {
            var content = entry.Content();
            var redactable = content.Redactable is { } part ? AuditChain.HashOf(part) : AuditChain.Start.ToArray();
            hash = AuditChain.HashOf(hash, ++seq, content, redactable);
            links.Add(new Link(seq, entry.Id, redactable, hash));
        }

        return links;
    }

    private Task<int> StoreAsync(NexusDbContext db, Guid organization, List<Link> links, CancellationToken ct)
    {
        long[] places = [.. links.Select(l => l.Seq)];
        Guid[] entries = [.. links.Select(l => l.Entry)];
        byte[][] redactable = [.. links.Select(l => l.Redactable)], hashes = [.. links.Select(l => l.Hash)];
        return db.Database.ExecuteSqlAsync(
            $"""
            insert into audit_seals (organization_id, seq, entry_id, redactable_hash, hash, sealed_at)
            select {organization}, s.*, {clock.GetUtcNow()} from unnest({places}, {entries}, {redactable}, {hashes}) s
            """,
            ct);
    }

    /// <summary>The milliseconds that a UUID v7 begins with.</summary>
    private static DateTimeOffset TimeOf(Guid id) => DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(id.ToString("N")[..12], 16));

    private static Guid LowestIdAt(DateTimeOffset at) => Guid.Parse($"{at.ToUnixTimeMilliseconds():x12}70008000000000000000");

    private sealed record Link(long Seq, Guid Entry, byte[] Redactable, byte[] Hash);
}
