using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Components.Layout;

/// <summary>A page in the rail and in the command palette.</summary>
/// <param name="Title">Text of the link.</param>
/// <param name="Href">Address, from the root.</param>
/// <param name="Icon">One of <see cref="Icons"/>.</param>
/// <param name="Keys">Keys pressed one after the other, for example <c>g l</c>.</param>
/// <param name="Permission">Permission without which the page is not shown; none for everybody.</param>
public sealed record NavigationItem(string Title, string Href, string Icon, string? Keys = null, string? Permission = null);

/// <summary>Where one can go, and what one can create, from anywhere.</summary>
public static class NavigationMap
{
    /// <summary>The pages of the rail, in order.</summary>
    public static IReadOnlyList<NavigationItem> Pages { get; } =
    [
        new("Home", "/", Icons.Home, "g h"),
        new("Leads", "/leads", Icons.Target, "g l", "leads.read"),
        new("Accounts", "/accounts", Icons.Building, "g a", "accounts.read"),
        new("Contacts", "/contacts", Icons.Users, "g c", "contacts.read"),
        new("Deals", "/deals", Icons.Currency, "g d", "deals.read"),
        new("Activities", "/activities", Icons.Activity, "g t", "activities.read"),
    ];

    /// <summary>The pages at the foot of the rail.</summary>
    public static IReadOnlyList<NavigationItem> Foot { get; } = [new("Settings", "/settings", Icons.Settings, "g s")];

    /// <summary>What the quick-create menu offers.</summary>
    public static IReadOnlyList<NavigationItem> Create { get; } =
    [
        new("Lead", "/leads/new", Icons.Target, Permission: "leads.write"),
        new("Account", "/accounts/new", Icons.Building, Permission: "accounts.write"),
        new("Contact", "/contacts/new", Icons.Users, Permission: "contacts.write"),
        new("Deal", "/deals/new", Icons.Currency, Permission: "deals.write"),
    ];
}
