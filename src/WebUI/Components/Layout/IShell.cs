namespace NexusCrm.WebUI.Components.Layout;

/// <summary>Says who is signed in and what the frame around the pages offers them.</summary>
public interface IShell
{
    /// <summary>The frame for the current person and organization; read once per circuit and after a switch.</summary>
    ValueTask<ShellView> DescribeAsync(CancellationToken cancellationToken);
}

/// <summary>What the frame shows.</summary>
/// <param name="PersonName">Name of the person who is signed in.</param>
/// <param name="PersonEmail">Address the person signs in with.</param>
/// <param name="Organization">The organization the session works in.</param>
/// <param name="Organizations">All organizations the person may switch to, the current one included.</param>
/// <param name="Zone">Time zone in which the person reads instants.</param>
/// <param name="Allows">Whether the person holds a permission, for example <c>leads.read</c>. Hiding is a courtesy: the use cases guard themselves.</param>
public sealed record ShellView(
    string PersonName,
    string PersonEmail,
    ShellOrganization Organization,
    IReadOnlyList<ShellOrganization> Organizations,
    TimeZoneInfo Zone,
    Func<string, bool> Allows);

/// <summary>An organization in the switcher.</summary>
/// <param name="Id">Key that the switch posts.</param>
/// <param name="Name">Name as the organization writes it.</param>
public sealed record ShellOrganization(Guid Id, string Name);

/// <summary>The frame while nobody can sign in: everything is shown, nothing is anyone's.</summary>
internal sealed class OpenShell : IShell
{
    private static readonly ShellOrganization Organization = new(Guid.Empty, "NexusCrm");

    public ValueTask<ShellView> DescribeAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(new ShellView("Guest", "", Organization, [Organization], TimeZoneInfo.Utc, _ => true));
}
