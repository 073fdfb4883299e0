using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Audit;

namespace NexusCrm.Application.Audit;

/// <summary>How far a verification is.</summary>
/// <param name="Seq">The last place that was checked; 0 before the first.</param>
/// <param name="Hash">The hash there, hexadecimal.</param>
/// <param name="Erased">Entries so far whose redactable part was erased.</param>
public sealed record AuditPosition(long Seq, string Hash, long Erased)
{
    /// <summary>Before the first link.</summary>
    public static AuditPosition Start { get; } = new(0, Convert.ToHexStringLower(AuditChain.Start.Span), 0);
}

/// <summary>What is wrong with a trail.</summary>
/// <param name="Seq">The first bad place; null where something has no place in the chain at all.</param>
/// <param name="Problem">What is wrong there.</param>
public sealed record AuditFinding(long? Seq, string Problem);

/// <summary>A checked stretch of the chain.</summary>
/// <param name="Reached">Where it ends.</param>
/// <param name="IsEnd">True when there is nothing behind it.</param>
/// <param name="Finding">What is wrong, or null.</param>
public sealed record VerifiedStretch(AuditPosition Reached, bool IsEnd, AuditFinding? Finding);

/// <summary>
/// Checks the current organization's trail against its hash chain, and the chain against the heads that were signed and written outside the database. The chain alone finds what was changed, removed, added or reordered in
/// it; a tail that was cut off and a chain that was made anew are found by the heads.
/// </summary>
public sealed class AuditVerifier(INexusDbContext db, IAuditAnchors anchors, IActor actor, TimeProvider clock)
{
    /// <summary>Entries are sealed within seconds; one that waits this long was kept from it.</summary>
    private static readonly TimeSpan SealedWithin = TimeSpan.FromMinutes(15);

    /// <summary>Checks the next links.</summary>
    public async Task<VerifiedStretch> VerifyAsync(AuditPosition from, int count, CancellationToken ct)
    {
        var (seq, hash, erased, checkedLinks) = (from.Seq, Convert.FromHexString(from.Hash), from.Erased, 0);
        await foreach (var (seal, entry) in LinksAfter(from.Seq, count).WithCancellation(ct))
        {
            if (Problem(seal, entry, seq + 1, hash) is { } problem) return new VerifiedStretch(Position(seq, hash, erased), IsEnd: true, new AuditFinding(seq + 1, problem));

            if (entry!.Salt is null) erased++;
            (seq, hash, checkedLinks) = (seal.Seq, seal.Hash, checkedLinks + 1);
        }

        return new VerifiedStretch(Position(seq, hash, erased), checkedLinks < count, null);
    }

    /// <summary>Checks the whole trail.</summary>
    public async Task<(AuditPosition Reached, AuditFinding? Finding)> VerifyAllAsync(int stretch, CancellationToken ct)
    {
        var position = AuditPosition.Start;
        while (true)
        {
            var verified = await VerifyAsync(position, stretch, ct);
            if (verified.Finding is not null) return (verified.Reached, verified.Finding);
            position = verified.Reached;
            if (verified.IsEnd) return (position, await VerifyEndAsync(position, ct));
        }
    }

    /// <summary>Checks a chain that is whole against its signed heads, and that nothing stands outside it.</summary>
    public async Task<AuditFinding?> VerifyEndAsync(AuditPosition end, CancellationToken ct)
    {
        var good = 0L;
        foreach (var head in (await HeadsAsync(ct)).OrderBy(h => h.Seq).ThenBy(h => h.SignedAt))
        {
            var day = AuditChain.Instant(head.SignedAt);
            if (!anchors.IsGenuine(head)) return new AuditFinding(null, $"The head signed at {day} carries a signature that is not ours.");
            if (head.Seq > end.Seq) return new AuditFinding(end.Seq + 1, $"The chain ends at {end.Seq}, but it reached {head.Seq} when its head was signed at {day}: the entries behind were removed.");
            var hash = await db.Set<AuditSeal>().Where(s => s.Seq == head.Seq).Select(s => s.Hash).SingleOrDefaultAsync(ct);
            if (hash is null || !hash.AsSpan().SequenceEqual(head.Hash)) return new AuditFinding(good + 1, $"The chain was made anew: its link {head.Seq} is not the one that was signed at {day}. What stands at {good + 1} to {head.Seq} cannot be trusted.");
            good = head.Seq;
        }

        return await OutsideAsync(ct);
    }

    private async Task<AuditFinding?> OutsideAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - SealedWithin;
        var outside = await db.Set<AuditEntry>().CountAsync(e => e.At < before && !db.Set<AuditSeal>().Any(s => s.OrganizationId == e.OrganizationId && s.EntryId == e.Id), ct);
        return outside == 0 ? null : new AuditFinding(null, $"{outside} entries stand outside the chain though they are older than {SealedWithin.TotalMinutes} minutes.");
    }

    /// <summary>From outside the database, and those that the database remembers itself.</summary>
    private async Task<IEnumerable<AuditHead>> HeadsAsync(CancellationToken ct)
    {
        var inside = await db.Set<AuditHead>().AsNoTracking().ToListAsync(ct);
        return inside.Concat(await anchors.ReadAsync(actor.OrganizationId, ct)).DistinctBy(h => (h.Seq, h.SignedAt, Convert.ToHexStringLower(h.Hash)));
    }

    private async IAsyncEnumerable<(AuditSeal Seal, AuditEntry? Entry)> LinksAfter(long seq, int count)
    {
        var links = from seal in db.Set<AuditSeal>().AsNoTracking()
                    where seal.Seq > seq
                    orderby seal.Seq
                    join entry in db.Set<AuditEntry>().AsNoTracking() on new { seal.OrganizationId, Id = seal.EntryId } equals new { entry.OrganizationId, entry.Id } into entries
                    from entry in entries.DefaultIfEmpty()
                    select new { seal, entry };
        await foreach (var link in links.Take(count).AsAsyncEnumerable()) yield return (link.seal, link.entry);
    }

    private static string? Problem(AuditSeal seal, AuditEntry? entry, long seq, byte[] before)
    {
        if (seal.Seq != seq) return "Its link is missing.";
        if (entry is null) return "Its entry was removed.";

        var content = entry.Content();
        if (content.Redactable is { } part && !AuditChain.HashOf(part).AsSpan().SequenceEqual(seal.RedactableHash)) return "Its personal values, address or reason were changed.";
        return AuditChain.HashOf(before, seq, content, seal.RedactableHash).AsSpan().SequenceEqual(seal.Hash) ? null : "It was changed, moved, or its link was.";
    }

    private static AuditPosition Position(long seq, byte[] hash, long erased) => new(seq, Convert.ToHexStringLower(hash), erased);
}
