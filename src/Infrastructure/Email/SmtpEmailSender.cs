using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NexusCrm.Infrastructure.Hosting;

namespace NexusCrm.Infrastructure.Email;

/// <summary>Sends through an SMTP server, or drops an .eml file where none is configured.</summary>
internal sealed class SmtpEmailSender(IOptions<EmailOptions> options, IHostEnvironment environment) : IEmailSender
{
    private const int TimeoutMilliseconds = 15_000;
    private readonly EmailOptions _options = options.Value;

    public async Task SendAsync(Email email, CancellationToken ct)
    {
        using var message = new MailMessage(new MailAddress(_options.From, _options.FromName), new MailAddress(email.To)) { Subject = email.Subject, SubjectEncoding = Encoding.UTF8 };
        message.AlternateViews.Add(View(email.Text, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(View(email.Html, MediaTypeNames.Text.Html));
        using var client = Client();
        await client.SendMailAsync(message, ct);
    }

    /// <summary>Quoted-printable stays readable in a dropped file.</summary>
    private static AlternateView View(string content, string type)
    {
        var view = AlternateView.CreateAlternateViewFromString(content, Encoding.UTF8, type);
        view.TransferEncoding = TransferEncoding.QuotedPrintable;
        return view;
    }

    private SmtpClient Client()
    {
        var smtp = _options.Smtp;
        if (string.IsNullOrWhiteSpace(smtp.Host)) return new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = DropFolder() };
        return new SmtpClient(smtp.Host, smtp.Port)
        {
            EnableSsl = smtp.Tls ?? smtp.User is not null,
            Timeout = TimeoutMilliseconds,
            Credentials = smtp.User is null ? null : new NetworkCredential(smtp.User, smtp.Password),
        };
    }

    private string DropFolder()
    {
        var folder = Path.GetFullPath(_options.DropFolder ?? Path.Combine(DataFolder.For(environment.ContentRootPath), "mail"));
        Directory.CreateDirectory(folder);
        return folder;
    }
}
