using Microsoft.Playwright;
using NexusCrm.WebUI.BrowserTests.Leads;
using static Microsoft.Playwright.Assertions;

namespace NexusCrm.WebUI.BrowserTests.LeadForms;

/// <summary>The hosted page of a public form, as a visitor without an account sees it.</summary>
[TestFixture]
internal sealed class HostedFormTests : LeadTests
{
    private string _form = "";

    private ILocator Heading(string text) => Page.GetByRole(AriaRole.Heading, new() { Name = text, Level = 1 });

    [SetUp]
    public async Task MakeFormAsync()
    {
        if (_form.Length > 0) return;
        var made = await Context.APIRequest.PostAsync("/api/v1/lead-forms", new()
        {
            Headers = await SignInAsync(),
            DataObject = new { name = "Ask for a demo", active = true, allowedOrigins = Array.Empty<string>(), defaults = new { source = "website" }, consentText = "You may write to me about this." },
        });
        made.Status.ShouldBe(201, await made.TextAsync());
        _form = $"/f/{(await made.JsonAsync())!.Value.GetProperty("publicKey").GetString()}";
    }

    [Test]
    public async Task What_a_visitor_sends_becomes_a_lead()
    {
        var name = AName("Visitor");
        await Page.GotoAsync(_form);
        await Field("Last name").FillAsync(name);
        await Field("E-mail").FillAsync($"{Guid.CreateVersion7():N}@example.sg");
        await Field("Message").FillAsync("Please call me.");
        await Field("You may write to me about this.").CheckAsync();
        await Button("Send").ClickAsync();
        await Expect(Heading("Thank you")).ToBeVisibleAsync();

        await OpenAsync($"/leads?q={Uri.EscapeDataString(name)}");
        await Expect(Rows).ToHaveCountAsync(1);
    }

    [Test]
    public async Task What_is_wrong_is_marked_and_what_was_typed_is_kept()
    {
        await Page.GotoAsync(_form);
        await Page.EvaluateAsync("document.querySelector('form').noValidate = true");
        await Field("First name").FillAsync("Mei");
        await Field("E-mail").FillAsync("no address");
        await Button("Send").ClickAsync();

        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Nothing was sent yet.");
        await Expect(Field("First name")).ToHaveValueAsync("Mei");
        await Expect(Field("E-mail")).ToHaveAttributeAsync("aria-invalid", "true");
        await ExpectNoViolationHereAsync("refused form");
    }

    [Test]
    public async Task A_form_that_is_not_there_says_so()
    {
        var answer = await Page.GotoAsync("/f/fk_0000000000000000000000");

        answer!.Status.ShouldBe(404);
        await Expect(Heading("This form is not available")).ToBeVisibleAsync();
    }

    [TestCase("")]
    [TestCase("?embed=1")]
    public Task It_has_no_violation(string query) => ExpectNoViolationAsync(async () =>
    {
        await Page.GotoAsync(_form + query);
        await Expect(Button("Send")).ToBeVisibleAsync();
    }, $"form{query}");
}
