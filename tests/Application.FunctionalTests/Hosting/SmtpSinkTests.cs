using System.Net.Mail;
using System.Net.Mime;
using NexusCrm.TestKit.Email;

namespace NexusCrm.Application.FunctionalTests.Hosting;

/// <summary>The mail server of the tests, spoken to by the framework's own client.</summary>
public sealed class SmtpSinkTests
{
    [Test]
    public async Task A_message_arrives_whole()
    {
        await using var sink = new SmtpSink();
        using var client = new SmtpClient("127.0.0.1", sink.Port);
        using var message = new MailMessage("from@example.com", "to@example.com", "Hello", "First line\r\n.starts with a dot\r\n") { BodyTransferEncoding = TransferEncoding.SevenBit };

        await client.SendMailAsync(message);

        var mail = await sink.NextAsync();
        mail.From.ShouldBe("from@example.com");
        mail.To.ShouldBe(["to@example.com"]);
        mail.Data.ShouldContain("Subject: Hello");
        mail.Data.ShouldContain("\r\n.starts with a dot\r\n");
        sink.Received.Count.ShouldBe(1);
    }

    [Test]
    public async Task A_refused_recipient_is_told_to_the_sender()
    {
        await using var sink = new SmtpSink { Refusal = "550 no such user" };
        using var client = new SmtpClient("127.0.0.1", sink.Port);

        await Should.ThrowAsync<SmtpFailedRecipientException>(() => client.SendMailAsync("from@example.com", "gone@example.com", "Hello", "Body"));

        sink.Received.ShouldBeEmpty();
    }
}
