using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NexusCrm.WebUI.BrowserTests.Crm;

/// <summary>axe reports nothing on lists, records and forms, in both themes, on a desktop and on a phone; no page scrolls sideways.</summary>
public sealed class AccessibilityTests : CrmTests
{
    [Test]
    public async Task Pages_have_no_violation([Values(ColorScheme.Light, ColorScheme.Dark)] ColorScheme theme, [Values(Desktop, Phone)] int width)
    {
        await UseAsync(width, theme);
        foreach (var type in new[] { "accounts", "contacts", "deals" })
        {
            await OpenFirstAsync($"/{type}");
            await ExpectNoViolationAsync($"{type} record");

            await OpenAsync($"/{type}/new");
            await ExpectNoViolationAsync($"{type} form");

            await OpenAsync($"/{type}");
            await Expect(FirstRow).ToBeVisibleAsync();
            await ExpectNoViolationAsync($"{type} list");
        }

        await OpenAsync("/activities");
        await ExpectNoViolationAsync("activities");
    }

    private async Task ExpectNoViolationAsync(string page)
    {
        var found = await Page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } });
        found.Violations.Select(violation => $"{page}, {violation.Id}: {violation.Nodes[0].Html}").ShouldBeEmpty();
        (await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0, page);
    }
}
