namespace NexusCrm.WebUI.Components.Layout;

/// <summary>Something the command palette can do.</summary>
/// <param name="Group">Heading it stands under: Pages, Create, Leads.</param>
/// <param name="Title">What the person reads and types.</param>
/// <param name="Icon">One of <see cref="Ui.Icons"/>.</param>
/// <param name="Href">Where it leads.</param>
/// <param name="Note">Second text: a company, an address, keys.</param>
public sealed record PaletteItem(string Group, string Title, string Icon, string Href, string? Note = null);

/// <summary>Finds items for the command palette. All registered sources are asked; their order is the order of the groups.</summary>
public interface IPaletteSource
{
    /// <summary>The items for what was typed, best first; for an empty text what is worth offering at once.</summary>
    /// <param name="text">What was typed, trimmed; may be empty.</param>
    /// <param name="view">Who asks.</param>
    /// <param name="cancellationToken">Cancelled when more is typed.</param>
    Task<IReadOnlyList<PaletteItem>> FindAsync(string text, ShellView view, CancellationToken cancellationToken);
}

/// <summary>The pages and what can be created, as far as the person may.</summary>
internal sealed class PagePaletteSource : IPaletteSource
{
    public Task<IReadOnlyList<PaletteItem>> FindAsync(string text, ShellView view, CancellationToken cancellationToken)
    {
        IReadOnlyList<PaletteItem> found =
        [
            .. Allowed(NavigationMap.Pages.Concat(NavigationMap.Foot), view).Select(page => new PaletteItem("Pages", page.Title, page.Icon, page.Href, page.Keys)),
            .. Allowed(NavigationMap.Create, view).Select(item => new PaletteItem("Create", $"New {item.Title.ToLowerInvariant()}", item.Icon, item.Href)),
        ];
        return Task.FromResult<IReadOnlyList<PaletteItem>>([.. found.Where(item => Matches(item.Title, text))]);
    }

    private static IEnumerable<NavigationItem> Allowed(IEnumerable<NavigationItem> items, ShellView view) =>
        items.Where(item => item.Permission is null || view.Allows(item.Permission));

    // Every word typed begins a word of the title.
    private static bool Matches(string title, string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .All(typed => title.Split(' ').Any(word => word.StartsWith(typed, StringComparison.OrdinalIgnoreCase)));
}
