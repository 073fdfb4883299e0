using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NexusCrm.Application.Identity;
using NexusCrm.Application.Members;
using NexusCrm.Infrastructure.Identity;

namespace NexusCrm.Infrastructure.Email;

/// <summary>
/// Writes and sends the mails about accounts and invitations behind the requests that want them: a request only queues, so that its time says nothing about the address.
/// The queue is this node's memory, since tokens must not stand in the database in clear; what a crash loses is asked for again.
/// </summary>
internal sealed partial class AccountMailer(IServiceScopeFactory scopes, IEmailSender sender, IOptions<AppOptions> app, ILogger<AccountMailer> log) : BackgroundService, IAccountMail, IInvitationMail
{
    private const int Attempts = 3;
    private const int QueueLength = 1000;

    /// <summary>Bounded: a flood of resets drops the oldest instead of filling the memory.</summary>
    private readonly Channel<Wanted> _queue = Channel.CreateBounded<Wanted>(new BoundedChannelOptions(QueueLength) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>Writes one mail; null when there is nobody to write to.</summary>
    private delegate Task<Email?> Writing(Desk desk, CancellationToken ct);

    private enum Kind
    {
        Verification,
        PasswordReset,
        AlreadyRegistered,
        EmailChange,
        EmailChanged,
        Invitation,
    }

    public void PasswordResetWanted(string email) => Queue(Kind.PasswordReset, async (desk, ct) => await desk.Users.FindByEmailAsync(email, ct) is { } user
        ? AccountEmails.PasswordReset(user, Link("reset-password", user, await desk.Tokens.IssueAsync(user.Id, TokenPurpose.ResetPassword, ct))) : null);

    public void VerificationWanted(Guid userId) => Queue(Kind.Verification, async (desk, ct) => await desk.Users.FindAsync(userId, ct) is { } user
        ? AccountEmails.Verification(user, Link("verify-email", user, await desk.Tokens.IssueAsync(user.Id, TokenPurpose.VerifyEmail, ct))) : null);

    public void AlreadyRegistered(string email) => Queue(Kind.AlreadyRegistered, async (desk, ct) => await desk.Users.FindByEmailAsync(email, ct) is { } user
        ? AccountEmails.AlreadyRegistered(user, Page("sign-in")) : null);

    public void EmailChangeWanted(Guid userId, string email) => Queue(Kind.EmailChange, async (desk, ct) =>
    {
        if (await desk.Users.FindByEmailAsync(email, ct) is { } taken) return AccountEmails.AlreadyRegistered(taken, Page("sign-in"));
        if (await desk.Users.FindAsync(userId, ct) is not { } user) return null;
        var token = await desk.Tokens.IssueAsync(user.Id, TokenPurpose.ChangeEmail, ct, email);
        return AccountEmails.EmailChange(user, email, Page($"change-email?token={token}"));
    });

    public void EmailChanged(string formerEmail, string firstName) =>
        Queue(Kind.EmailChanged, (_, _) => Task.FromResult<Email?>(AccountEmails.EmailChanged(formerEmail, firstName, Page("sign-in"))));

    public void InvitationWanted(InvitationMail mail) =>
        Queue(Kind.Invitation, (_, _) => Task.FromResult<Email?>(AccountEmails.Invitation(mail, Page($"accept-invitation?token={mail.Token}"))));

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

    private void Queue(Kind kind, Writing write) => _queue.Writer.TryWrite(new Wanted(kind, write));

    private async Task<Email?> WriteAsync(Wanted wanted, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var desk = new Desk(scope.ServiceProvider.GetRequiredService<IUsers>(), scope.ServiceProvider.GetRequiredService<MailedTokens>());
        return await wanted.Write(desk, ct);
    }

    private Uri Page(string path) => new(app.Value.BaseUrl, "/" + path);

    private Uri Link(string page, UserProfile user, string token) => Page($"{page}?email={Uri.EscapeDataString(user.Email)}&token={token}");

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

    private sealed record Wanted(Kind Kind, Writing Write);

    private sealed record Desk(IUsers Users, MailedTokens Tokens);
}
