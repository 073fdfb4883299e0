using System.Globalization;
using System.Net.Http.Json;
using NexusCrm.TestKit.Email;

namespace NexusCrm.WebUI.ApiTests.Identity;

public sealed class SmtpTests
{
    [Test]
    public async Task With_a_server_configured_mails_are_sent_to_it()
    {
        await using var server = new SmtpSink();
        await using var host = await ApiHost.StartAsync([("Email:Smtp:Host", "127.0.0.1"), ("Email:Smtp:Port", server.Port.ToString(CultureInfo.InvariantCulture)), ("Email:From", "crm@example.sg")]);

        var user = await host.RegisterAsync("Post Ltd");

        var mail = await server.NextAsync();
        mail.From.ShouldBe("crm@example.sg");
        mail.To.ShouldBe([user.Email]);
        mail.Data.ShouldContain("Subject: Confirm your e-mail address");
        mail.Data.ShouldContain("multipart/alternative");
        mail.Data.ShouldContain("https://crm.example/verify-email");
    }

    [Test]
    public async Task A_server_that_refuses_a_mail_does_not_stop_the_next()
    {
        await using var server = new SmtpSink { Refusal = "550 no such user" };
        await using var host = await ApiHost.StartAsync([("Email:Smtp:Host", "127.0.0.1"), ("Email:Smtp:Port", server.Port.ToString(CultureInfo.InvariantCulture))]);
        await host.RegisterAsync("Refused Post Ltd");

        server.Refusal = null;
        var later = await host.RegisterAsync("Later Post Ltd");
        await host.Client().PostAsJsonAsync("/api/v1/auth/password-reset", new { email = later.Email });

        while ((await server.NextAsync(TimeSpan.FromSeconds(30))).To[0] != later.Email)
        {
            // The first person's mail, tried again.
        }
    }
}
