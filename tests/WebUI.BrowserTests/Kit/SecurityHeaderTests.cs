using System.Net;

namespace NexusCrm.WebUI.BrowserTests.Kit;

public sealed class SecurityHeaderTests
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; connect-src 'self'; font-src 'self'; "
        + "img-src 'self' data: blob:; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

    [TestCase("/dev/kit", HttpStatusCode.OK)]
    [TestCase("/dev/kit-static", HttpStatusCode.OK)]
    [TestCase("/app.css", HttpStatusCode.OK)]
    [TestCase("/_framework/blazor.web.js", HttpStatusCode.OK)]
    [TestCase("/fonts/inter-latin-wght-normal.woff2", HttpStatusCode.OK)]
    [TestCase("/sign-in", HttpStatusCode.OK)]
    public async Task Every_answer_carries_one_policy(string path, HttpStatusCode status)
    {
        using var client = BrowserHost.Application.CreateClient();
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));

        answer.StatusCode.ShouldBe(status);
        answer.Headers.GetValues("Content-Security-Policy").ShouldBe([Policy]);
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["strict-origin-when-cross-origin"]);
        answer.Headers.Contains("Permissions-Policy").ShouldBeTrue();
    }

    [Test]
    public async Task A_page_is_not_stored_by_anyone()
    {
        using var client = BrowserHost.Application.CreateClient();
        using var answer = await client.GetAsync(new Uri("/dev/kit", UriKind.Relative));

        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }
}
