using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Audit;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Jobs;

namespace NexusCrm.Application.Audit;

/// <summary>Reads how the organization's audit chain stands: how far it is sealed, signed and verified.</summary>
[Requires(Permissions.Privacy.ReadAudit)]
public sealed record GetAuditStatusQuery : IQuery<AuditStatus>;

/// <summary>How a chain stands.</summary>
/// <param name="SealedTo">Its last place; 0 when nothing is sealed yet.</param>
/// <param name="SealedAt">When that was sealed.</param>
/// <param name="Hash">The hash there, hexadecimal.</param>
/// <param name="SignedTo">The last place whose head was signed; null before the first night.</param>
/// <param name="SignedAt">When it was signed.</param>
/// <param name="Verification">The latest verification, running or ended; null when there was none.</param>
/// <param name="PublicKey">The key that the signatures of heads are checked with, PEM.</param>
public sealed record AuditStatus(long SealedTo, DateTimeOffset? SealedAt, string? Hash, long? SignedTo, DateTimeOffset? SignedAt, AuditVerification? Verification, string PublicKey);

/// <summary>A verification of the chain.</summary>
/// <param name="JobId">The job that does it.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="EndedAt">When it ended, or null.</param>
/// <param name="Found">What it found so far; null before its first step.</param>
public sealed record AuditVerification(Guid JobId, JobStatus Status, DateTimeOffset? EndedAt, VerifiedTrail? Found);

internal sealed class GetAuditStatusQueryHandler(INexusDbContext db, IAuditAnchors anchors) : IQueryHandler<GetAuditStatusQuery, AuditStatus>
{
    public async Task<Result<AuditStatus>> Handle(GetAuditStatusQuery query, CancellationToken ct)
    {
        var last = await db.Set<AuditSeal>().AsNoTracking().OrderByDescending(s => s.Seq).FirstOrDefaultAsync(ct);
        var head = await db.Set<AuditHead>().AsNoTracking().OrderByDescending(h => h.SignedAt).FirstOrDefaultAsync(ct);
        var job = await db.Set<BackgroundJob>().AsNoTracking().Where(j => j.Kind == VerifyAuditWork.VerifyKind).OrderByDescending(j => j.CreatedAt).ThenByDescending(j => j.Id).FirstOrDefaultAsync(ct);
        return new AuditStatus(
            last?.Seq ?? 0, last?.SealedAt, last is null ? null : Convert.ToHexStringLower(last.Hash), head?.Seq, head?.SignedAt,
            job is null ? null : new AuditVerification(job.Id, job.Status, job.FinishedAt, job.Checkpoint == "{}" ? null : JsonSerializer.Deserialize<VerifiedTrail>(job.Result, JobLedger.Json)), anchors.PublicKey);
    }
}
