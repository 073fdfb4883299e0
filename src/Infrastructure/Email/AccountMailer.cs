using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NexusCrm.Application.Identity;
using NexusCrm.Infrastructure.Identity;

namespace NexusCrm.Infrastructure.Email;

/// <summary>
/// Writes and sends the mails about accounts behind the requests that want them: a request only queues, so that its time says nothing about the address.
/// The queue is this node's memory, since tokens must not stand in the database in clear; what a crash loses is asked for again.
/// </summary>
internal sealed partial class AccountMailer(IServiceScopeFactory scopes, IEmailSender sender, IOptions<AppOptions> app, ILogger<AccountMailer> log) : BackgroundService, IAccountMail
{
    private const int Attempts = 3;
    private const int QueueLength = 1000;

    /// <summary>Bounded: a flood of resets drops the oldest instead of filling the memory.</summary>
    private readonly Channel<Wanted> _queue = Channel.CreateBounded<Wanted>(new BoundedChannelOptions(QueueLength) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private enum Kind
    {
        Verification,
        PasswordReset,
        AlreadyRegistered,
    }

    public void PasswordResetWanted(string email) => _queue.Writer.TryWrite(new Wanted(Kind.PasswordReset, email, null));

    public void VerificationWanted(Guid userId) => _queue.Writer.TryWrite(new Wanted(Kind.Verification, null, userId));

    public void AlreadyRegistered(string email) => _queue.Writer.TryWrite(new Wanted(Kind.AlreadyRegistered, email, null));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var wanted in _queue.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                if (await WriteAsync(wanted, stoppingToken) is { } email) await SendAsync(email, wanted.Kind, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // One mail that cannot be written must not stop the others.
                Failed(log, wanted.Kind, failure.GetType().Name);
            }
        }
    }

    private async Task<Email?> WriteAsync(Wanted wanted, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<IUsers>();
        var user = wanted.UserId is { } id ? await users.FindAsync(id, ct) : await users.FindByEmailAsync(wanted.Email!, ct);
        if (user is null) return null;

        var tokens = scope.ServiceProvider.GetRequiredService<MailedTokens>();
        return wanted.Kind switch
        {
            Kind.Verification => AccountEmails.Verification(user, Link("verify-email", user, await tokens.IssueAsync(user.Id, TokenPurpose.VerifyEmail, ct))),
            Kind.PasswordReset => AccountEmails.PasswordReset(user, Link("reset-password", user, await tokens.IssueAsync(user.Id, TokenPurpose.ResetPassword, ct))),
            _ => AccountEmails.AlreadyRegistered(user, new Uri(app.Value.BaseUrl, "/sign-in")),
        };
    }

    private Uri Link(string page, UserProfile user, string token) => new(app.Value.BaseUrl, $"/{page}?email={Uri.EscapeDataString(user.Email)}&token={token}");

    private async Task SendAsync(Email email, Kind kind, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await sender.SendAsync(email, ct);
                return;
            }
            catch (Exception failure) when (attempt < Attempts && failure is System.Net.Mail.SmtpException or IOException)
            {
                Failed(log, kind, failure.GetType().Name);
                await Task.Delay(TimeSpan.FromSeconds(attempt * 2), ct);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "A mail of kind {Mail} could not be sent: {Reason}")]
    private static partial void Failed(ILogger log, Kind mail, string reason);

    private sealed record Wanted(Kind Kind, string? Email, Guid? UserId);
}
