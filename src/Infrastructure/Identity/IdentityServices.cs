using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Identity;
using NexusCrm.Application.Members;
using NexusCrm.Infrastructure.Persistence;
using NexusCrm.Infrastructure.Persistence.PostgreSql;

namespace NexusCrm.Infrastructure.Identity;

/// <summary>Registers users, sessions and what members may do.</summary>
internal static class IdentityServices
{
    /// <summary>OWASP's minimum for PBKDF2 with HMAC-SHA512.</summary>
    private const int PasswordIterations = 210_000;

    public static IServiceCollection AddIdentity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddIdentityCore<User>(Configure).AddEntityFrameworkStores<NexusDbContext>();
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = configuration.GetValue("Security:PasswordIterations", PasswordIterations));
        services.AddSingleton<NobodysPassword>();
        services.AddSingleton<SessionCache>();
        services.AddSingleton<ApiKeyCache>();
        services.AddSingleton<MemberAccess>();
        services.AddSingleton<IActorAccessSource>(sp => sp.GetRequiredService<MemberAccess>());
        services.AddHostedService<IdentityCaches>();
        services.AddSingleton<ISignInAttempts, PostgresSignInAttempts>();
        services.AddSingleton<ICompanies, Companies>();
        services.AddScoped<SessionNotices>();
        services.AddScoped<IUsers, UserDirectory>();
        services.AddScoped<ISessions, Sessions>();
        services.AddScoped<ISecondFactors, SecondFactors>();
        services.AddSingleton<IInvitationTokens, InvitationTokens>();
        services.AddScoped<MailedTokens>();
        services.AddScoped<IMailedTokens>(sp => sp.GetRequiredService<MailedTokens>());
        services.AddPasskeys();
        services.AddKeyRing(configuration);
        return services;
    }

    /// <summary>The password policy is the application's; a user name is the e-mail address, which has its own syntax check.</summary>
    private static void Configure(IdentityOptions options)
    {
        options.User.AllowedUserNameCharacters = "";
        options.User.RequireUniqueEmail = true;
        options.Password = new PasswordOptions
        {
            RequiredLength = PasswordPolicy.MinLength,
            RequireDigit = false,
            RequireLowercase = false,
            RequireUppercase = false,
            RequireNonAlphanumeric = false,
        };
    }

    /// <summary>Keys in the database, encrypted where <c>DataProtection:CertificatePath</c> names a certificate.</summary>
    private static void AddKeyRing(this IServiceCollection services, IConfiguration configuration)
    {
        var protection = services.AddDataProtection().SetApplicationName("NexusCrm");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(sp => new ConfigureOptions<KeyManagementOptions>(
            o => o.XmlRepository = new DatabaseKeyRing(sp.GetRequiredService<IDbContextFactory<NexusDbContext>>())));
        if (configuration["DataProtection:CertificatePath"] is { } path)
            protection.ProtectKeysWithCertificate(X509CertificateLoader.LoadPkcs12FromFile(path, configuration["DataProtection:CertificatePassword"]));
    }
}
