using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Identity;
using NexusCrm.Domain.Common;
using Npgsql;

namespace NexusCrm.Infrastructure.Identity;

/// <summary>Users by ASP.NET Core Identity, in the operation's context and transaction.</summary>
internal sealed class UserDirectory(UserManager<User> users, IPasswordHasher<User> hasher, NobodysPassword nobody, TimeProvider clock) : IUsers
{
    public async Task<UserProfile?> FindAsync(Guid id, CancellationToken ct) => Profile(await users.FindByIdAsync(id.ToString()));

    public async Task<UserProfile?> FindByEmailAsync(string email, CancellationToken ct) => Profile(await users.FindByEmailAsync(email));

    public async Task<UserProfile?> AuthenticateAsync(string email, string password, CancellationToken ct)
    {
        if (!PasswordPolicy.IsReadable(password)) return null;

        var user = await users.FindByEmailAsync(email);
        var typed = PasswordPolicy.Normalize(password);
        var outcome = hasher.VerifyHashedPassword(user ?? nobody.User, user?.PasswordHash ?? nobody.Hash, typed);
        if (user is null || outcome is PasswordVerificationResult.Failed) return null;
        if (outcome is PasswordVerificationResult.SuccessRehashNeeded)
        {
            user.PasswordHash = hasher.HashPassword(user, typed);
            Demand(await users.UpdateAsync(user));
        }

        return Profile(user);
    }

    public async Task<Result<Done>> CreateAsync(UserProfile profile, string password, CancellationToken ct)
    {
        var user = new User { Id = profile.Id, UserName = profile.Email, Email = profile.Email, EmailConfirmed = profile.EmailVerified, CreatedAt = clock.GetUtcNow() };
        Describe(user, profile);
        user.PasswordHash = hasher.HashPassword(user, PasswordPolicy.Normalize(password));
        return await StoreAsync(users.CreateAsync(user));
    }

    public async Task UpdateAsync(UserProfile profile, CancellationToken ct)
    {
        var user = await RequireAsync(profile.Id);
        Describe(user, profile);
        Demand(await users.UpdateAsync(user));
    }

    public async Task SetPasswordAsync(Guid id, string password, CancellationToken ct)
    {
        var user = await RequireAsync(id);
        user.PasswordHash = hasher.HashPassword(user, PasswordPolicy.Normalize(password));
        Demand(await users.UpdateSecurityStampAsync(user));
    }

    public async Task ConfirmEmailAsync(Guid id, CancellationToken ct)
    {
        var user = await RequireAsync(id);
        user.EmailConfirmed = true;
        Demand(await users.UpdateAsync(user));
    }

    public async Task<Result<Done>> ChangeEmailAsync(Guid id, string email, CancellationToken ct)
    {
        var user = await RequireAsync(id);
        (user.Email, user.UserName, user.EmailConfirmed) = (email, email, true);
        return await StoreAsync(users.UpdateSecurityStampAsync(user));
    }

    /// <summary>Of two who want one address at once, the index lets one have it.</summary>
    private static async Task<Result<Done>> StoreAsync(Task<IdentityResult> storing)
    {
        try
        {
            var stored = await storing;
            if (stored.Errors.Any(e => e.Code is nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName))) return IdentityErrors.EmailTaken;
            Demand(stored);
            return Done.Value;
        }
        catch (DbUpdateException raced) when (raced.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return IdentityErrors.EmailTaken;
        }
    }

    private static UserProfile? Profile(User? user) => user is null ? null : new UserProfile(
        user.Id, user.Email!, user.EmailConfirmed, user.FirstName, user.LastName, user.Locale, user.TimeZone, user.TwoFactorEnabled);

    private static void Describe(User user, UserProfile profile) =>
        (user.FirstName, user.LastName, user.Locale, user.TimeZone) = (profile.FirstName, profile.LastName, profile.Locale, profile.TimeZone);

    private static void Demand(IdentityResult result)
    {
        if (!result.Succeeded) throw new InvalidOperationException($"The user could not be stored: {string.Join(", ", result.Errors.Select(e => e.Code))}.");
    }

    private async Task<User> RequireAsync(Guid id) => await users.FindByIdAsync(id.ToString()) ?? throw new InvalidOperationException("The user is gone.");
}

/// <summary>A password that nobody has: verifying against it makes an unknown address cost what a known one does.</summary>
internal sealed class NobodysPassword
{
    public NobodysPassword(Microsoft.Extensions.Options.IOptions<PasswordHasherOptions> options) =>
        Hash = new PasswordHasher<User>(options).HashPassword(User, Secret.New());

    public User User { get; } = new();

    public string Hash { get; }
}
