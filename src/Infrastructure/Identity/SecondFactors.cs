using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Identity;
using NexusCrm.Infrastructure.Persistence;

namespace NexusCrm.Infrastructure.Identity;

/// <summary>Second factors in the database. Identity's own keeps recovery codes in clear and lets a code be used twice, hence this one.</summary>
internal sealed class SecondFactors(NexusDbContext db, UserManager<User> users, IDataProtectionProvider protection, TimeProvider clock) : ISecondFactors
{
    /// <summary>Without letters and digits that look alike; 16 of these characters are 79 bits, enough for a plain hash.</summary>
    private const string RecoveryAlphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    private const int RecoveryLength = 16;
    private const int RecoveryGroup = 4;

    private static readonly TimeSpan TicketLifetime = TimeSpan.FromMinutes(5);

    private readonly IDataProtector _keys = protection.CreateProtector("NexusCrm.Identity.TwoFactorKey");
    private readonly IDataProtector _tickets = protection.CreateProtector("NexusCrm.Identity.SignInTicket");

    public async Task<string> EnrolAsync(Guid userId, CancellationToken ct)
    {
        var key = Totp.NewKey();
        await using var transaction = await db.BeginAsync(ct);
        await db.Set<TwoFactor>().Where(f => f.UserId == userId && f.ConfirmedAt == null).ExecuteDeleteAsync(ct);
        db.Add(new TwoFactor { UserId = userId, ProtectedKey = _keys.Protect(key) });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Totp.Base32(key);
    }

    public async Task<bool> TryConfirmAsync(Guid userId, string code, CancellationToken ct)
    {
        if (!await TryUseAsync(db.Set<TwoFactor>().Where(f => f.UserId == userId && f.ConfirmedAt == null), code, ct)) return false;
        var now = clock.GetUtcNow();
        await db.Set<TwoFactor>().Where(f => f.UserId == userId).ExecuteUpdateAsync(set => set.SetProperty(f => f.ConfirmedAt, now), ct);
        await TurnAsync(userId, on: true);
        return true;
    }

    public Task<bool> TryUseCodeAsync(Guid userId, string code, CancellationToken ct) =>
        TryUseAsync(db.Set<TwoFactor>().Where(f => f.UserId == userId && f.ConfirmedAt != null), code, ct);

    public async Task<bool> TryUseRecoveryCodeAsync(Guid userId, string code, CancellationToken ct)
    {
        var hash = Secret.Hash(Plain(code));
        return await db.Set<RecoveryCode>().Where(c => c.UserId == userId && c.CodeHash == hash).ExecuteDeleteAsync(ct) == 1;
    }

    public async Task<IReadOnlyList<string>> RenewRecoveryCodesAsync(Guid userId, CancellationToken ct)
    {
        await db.Set<RecoveryCode>().Where(c => c.UserId == userId).ExecuteDeleteAsync(ct);
        var codes = Enumerable.Range(0, RecoveryCodes.Count).Select(_ => RandomNumberGenerator.GetString(RecoveryAlphabet, RecoveryLength)).ToList();
        db.AddRange(codes.Select(code => new RecoveryCode { UserId = userId, CodeHash = Secret.Hash(code) }));
        await db.SaveChangesAsync(ct);
        return codes.ConvertAll(code => string.Join('-', code.Chunk(RecoveryGroup).Select(group => new string(group))));
    }

    public Task<int> RecoveryCodesLeftAsync(Guid userId, CancellationToken ct) => db.Set<RecoveryCode>().CountAsync(c => c.UserId == userId, ct);

    public async Task DisableAsync(Guid userId, CancellationToken ct)
    {
        await db.Set<TwoFactor>().Where(f => f.UserId == userId).ExecuteDeleteAsync(ct);
        await db.Set<RecoveryCode>().Where(c => c.UserId == userId).ExecuteDeleteAsync(ct);
        await TurnAsync(userId, on: false);
    }

    public async Task<string> IssueTicketAsync(Guid userId, bool remember, CancellationToken ct)
    {
        var user = await RequireAsync(userId);
        var expires = (clock.GetUtcNow() + TicketLifetime).ToUnixTimeSeconds();
        var text = string.Create(CultureInfo.InvariantCulture, $"{userId} {expires} {remember} {user.SecurityStamp}");
        return Base64Url.EncodeToString(_tickets.Protect(Encoding.UTF8.GetBytes(text)));
    }

    public async Task<(Guid UserId, bool Remember)?> ReadTicketAsync(string ticket, CancellationToken ct)
    {
        if (Unprotect(ticket)?.Split(' ') is not [var id, var expires, var remember, var stamp]) return null;
        if (long.Parse(expires, CultureInfo.InvariantCulture) < clock.GetUtcNow().ToUnixTimeSeconds()) return null;
        var user = await users.FindByIdAsync(id);
        return user is not null && user.SecurityStamp == stamp ? (user.Id, bool.Parse(remember)) : null;
    }

    /// <summary>Of two who use one code at once, one raises the step.</summary>
    private async Task<bool> TryUseAsync(IQueryable<TwoFactor> factor, string code, CancellationToken ct)
    {
        var key = await factor.Select(f => f.ProtectedKey).SingleOrDefaultAsync(ct);
        if (key is null || Totp.StepOf(_keys.Unprotect(key), code, clock.GetUtcNow()) is not { } step) return false;
        return await factor.Where(f => f.LastStep < step).ExecuteUpdateAsync(set => set.SetProperty(f => f.LastStep, step), ct) == 1;
    }

    private async Task TurnAsync(Guid userId, bool on)
    {
        var user = await RequireAsync(userId);
        var turned = await users.SetTwoFactorEnabledAsync(user, on);
        if (!turned.Succeeded) throw new InvalidOperationException($"The second factor could not be stored: {turned.Errors.First().Code}.");
    }

    private async Task<User> RequireAsync(Guid id) => await users.FindByIdAsync(id.ToString()) ?? throw new InvalidOperationException("The user is gone.");

    private string? Unprotect(string ticket)
    {
        try
        {
            return Encoding.UTF8.GetString(_tickets.Unprotect(Base64Url.DecodeFromChars(ticket)));
        }
        catch (Exception forged) when (forged is CryptographicException or FormatException)
        {
            return null;
        }
    }

    /// <summary>As stored: without the dashes and spaces that make it readable, in lower case.</summary>
    private static string Plain(string code) => string.Concat(code.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit));
}
