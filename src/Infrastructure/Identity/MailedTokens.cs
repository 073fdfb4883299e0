using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Identity;
using NexusCrm.Infrastructure.Persistence;

namespace NexusCrm.Infrastructure.Identity;

/// <summary>Tokens sent by mail: hashed, one per user and purpose (a new one replaces the last), deleted by their use.</summary>
internal sealed class MailedTokens(NexusDbContext db, ILookupNormalizer normalizer, TimeProvider clock) : IMailedTokens
{
    /// <summary>How long a token is good.</summary>
    public static TimeSpan Lifetime(TokenPurpose purpose) => purpose is TokenPurpose.VerifyEmail ? TimeSpan.FromDays(3) : TimeSpan.FromHours(1);

    /// <summary>A new token for a user; mailed to their address, or to one that is to become theirs.</summary>
    public async Task<string> IssueAsync(Guid userId, TokenPurpose purpose, CancellationToken ct, string? email = null)
    {
        var token = Secret.New();
        await using var transaction = await db.BeginAsync(ct);
        await db.Set<MailedToken>().Where(t => t.UserId == userId && t.Purpose == purpose).ExecuteDeleteAsync(ct);
        db.Add(new MailedToken { UserId = userId, Purpose = purpose, Email = email, TokenHash = Secret.Hash(token), ExpiresAt = clock.GetUtcNow() + Lifetime(purpose) });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return token;
    }

    public async Task<Guid?> RedeemAsync(string email, TokenPurpose purpose, string token, CancellationToken ct)
    {
        var (hash, address, now) = (Secret.Hash(token), normalizer.NormalizeEmail(email.Trim()), clock.GetUtcNow());
        var userId = await (from t in db.Set<MailedToken>()
                            join u in db.Users on t.UserId equals u.Id
                            where u.NormalizedEmail == address && t.Purpose == purpose && t.TokenHash == hash && t.ExpiresAt > now
                            select (Guid?)u.Id).SingleOrDefaultAsync(ct);
        // Of two who use it at once, one deletes it.
        return userId is not null && await db.Set<MailedToken>().Where(t => t.UserId == userId && t.Purpose == purpose && t.TokenHash == hash).ExecuteDeleteAsync(ct) == 1 ? userId : null;
    }

    public async Task<(Guid UserId, string Email)?> RedeemEmailChangeAsync(string token, CancellationToken ct)
    {
        var (hash, now) = (Secret.Hash(token), clock.GetUtcNow());
        var good = db.Set<MailedToken>().Where(t => t.TokenHash == hash && t.Purpose == TokenPurpose.ChangeEmail && t.ExpiresAt > now);
        var found = await good.Select(t => new { t.UserId, t.Email }).SingleOrDefaultAsync(ct);
        return found is not null && await good.ExecuteDeleteAsync(ct) == 1 ? (found.UserId, found.Email!) : null;
    }

    public Task ForgetAsync(Guid userId, CancellationToken ct) => db.Set<MailedToken>().Where(t => t.UserId == userId).ExecuteDeleteAsync(ct);
}
