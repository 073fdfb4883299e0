using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NexusCrm.WebUI.BrowserTests.Leads;

/// <summary>What tests of leads do again and again. Each test makes leads of its own names.</summary>
public abstract partial class LeadTests : DemoTests
{
    /// <summary>A name that no other test uses.</summary>
    protected static string AName(string name) => $"{name} {Guid.CreateVersion7().ToString("N")[24..]}";

    protected ILocator Rows => Page.Locator("tr[data-row]");

    protected ILocator Title => Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    protected ILocator Toast(string text) => Page.Locator(".nx-toast", new() { HasText = text });

    protected ILocator MenuItem(string name) => Page.GetByRole(AriaRole.Menuitem, new() { Name = name, Exact = true });

    /// <summary>Adds a lead through the form and ends on its page; answers its address.</summary>
    protected async Task<string> AddLeadAsync(string lastName, IPage? on = null, string? email = null)
    {
        var page = on ?? Page;
        await page.GotoAsync("/leads/new");
        await Expect(page.Locator("[data-interactive]")).ToBeAttachedAsync();
        await page.GetByLabel("Last name", new() { Exact = true }).FillAsync(lastName);
        if (email is not null) await page.GetByLabel("E-mail", new() { Exact = true }).FillAsync(email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save lead" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(LeadAddress());
        return new Uri(page.Url).AbsolutePath;
    }

    /// <summary>Takes in a file of leads called "name 1" and so on, and waits until they are there.</summary>
    protected async Task ImportLeadsAsync(string name, int count)
    {
        var headers = await SignInAsync();
        var lines = Enumerable.Range(1, count).Select(number => $"{name} {number},{Guid.CreateVersion7():N}@example.sg");
        var form = Context.APIRequest.CreateFormData();
        form.Set("file", new FilePayload { Name = "leads.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes($"Last name,Email\n{string.Join('\n', lines)}\n") });
        var queued = await Context.APIRequest.PostAsync("/api/v1/leads/import", new() { Headers = headers, Multipart = form });
        queued.Status.ShouldBe(202, await queued.TextAsync());
        var job = (await queued.JsonAsync())!.Value.GetProperty("jobId").GetString();
        await EventuallyAsync(async () =>
        {
            var state = await Context.APIRequest.GetAsync($"/api/v1/jobs/{job}", new() { Headers = headers });
            return (await state.JsonAsync())!.Value.GetProperty("status").GetString() == "completed";
        }, "the leads are imported");
    }

    /// <summary>A page of a second person who looks at the same company.</summary>
    protected async Task<IPage> AnotherPageAsync()
    {
        var context = await BrowserHost.Browser.NewContextAsync(new() { BaseURL = Address.ToString(), StorageState = StorageState, ReducedMotion = ReducedMotion.Reduce });
        context.SetDefaultTimeout(BrowserHost.Patience);
        _others.Add(context);
        return await context.NewPageAsync();
    }

    [TearDown]
    public async Task CloseOthersAsync()
    {
        foreach (var context in _others) await context.CloseAsync();
        _others.Clear();
    }

    [GeneratedRegex("/leads/[0-9a-f-]{36}$")]
    protected static partial Regex LeadAddress();

    private readonly List<IBrowserContext> _others = [];
}
