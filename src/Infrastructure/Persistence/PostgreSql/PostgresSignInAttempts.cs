using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Identity;
using NexusCrm.Infrastructure.Identity;

namespace NexusCrm.Infrastructure.Persistence.PostgreSql;

/// <summary>Counts tries in one atomic upsert, before the password is looked at: what is not let through changes nothing, so the victim is never locked out for longer than a minute.</summary>
internal sealed class PostgresSignInAttempts(IDbContextFactory<NexusDbContext> contexts, TimeProvider clock) : ISignInAttempts
{
    private const int FreeTries = 5;
    private const int LongestDelay = 60;
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromDays(1);

    public async Task<bool> TryBeginAsync(Guess guess, CancellationToken ct)
    {
        var (now, who) = (clock.GetUtcNow(), Account(guess));
        await using var db = await contexts.CreateDbContextAsync(ct);
        var from = await SourceAsync(db, guess, ct);
        var forgotten = now - ForgottenAfter;
        return await db.Database.ExecuteSqlAsync($"""
            insert into sign_in_attempts as a (account, source, failures, last_at) values ({who}, {from}, 1, {now})
            on conflict (account, source) do update set last_at = excluded.last_at, failures = case when a.last_at < {forgotten} then 1 else a.failures + 1 end
            where a.failures < {FreeTries} or a.last_at + make_interval(secs => least({LongestDelay}, power(2, least(a.failures, 20) - {FreeTries}))) <= excluded.last_at
            """, ct) > 0;
    }

    public async Task ForgetAsync(Guess guess, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (who, from, forgotten) = (Account(guess), await SourceAsync(db, guess, ct), clock.GetUtcNow() - ForgottenAfter);
        await db.Set<SignInAttempt>().Where(a => (a.Account == who && a.Source == from) || a.LastAt < forgotten).ExecuteDeleteAsync(ct);
    }

    /// <summary>A device on which this very account has signed in before counts by itself; everyone else by network, so that others' failures do not reach it.</summary>
    private static async Task<byte[]> SourceAsync(NexusDbContext db, Guess guess, CancellationToken ct)
    {
        var device = Secret.Hash(guess.DeviceToken ?? "");
        var normalized = guess.Account.ToUpperInvariant();
        // Asked with and without a token alike, so that both take the same time.
        var isKnown = await (from s in db.Set<Session>() join u in db.Users on s.UserId equals u.Id where u.NormalizedEmail == normalized && s.DeviceHash == device select s).AnyAsync(ct);
        return isKnown && guess.DeviceToken is not null ? device : SHA256.HashData(Encoding.UTF8.GetBytes("network " + Network(guess.Address)));
    }

    private static byte[] Account(Guess guess)
    {
        var account = guess.Account.ToLowerInvariant();
        return SHA256.HashData(Encoding.UTF8.GetBytes(guess.Secret is GuessedSecret.Password ? account : $"{guess.Secret} {account}"));
    }

    /// <summary>The /24 of an IPv4 address, the /64 of an IPv6 one; anything else as it is.</summary>
    private static string Network(string? address)
    {
        if (!IPAddress.TryParse(address, out var ip)) return address ?? "";
        if (ip.IsIPv4MappedToIPv6) ip = ip.MapToIPv4();
        var kept = ip.AddressFamily is AddressFamily.InterNetwork ? 3 : 8;
        return Convert.ToHexString(ip.GetAddressBytes()[..kept]);
    }
}
