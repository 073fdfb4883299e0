using System.Text.Json.Serialization;

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
/// <param name="ZoneId">IANA name of the time zone in which the person reads instants.</param>
/// <param name="Permissions">What the person may do, for example <c>leads.read</c>.</param>
/// <remarks>Plain values: the page is handed from the first request to the circuit with it, so that the frame does not blink.</remarks>
public sealed record ShellView(
    string PersonName,
    string PersonEmail,
    ShellOrganization Organization,
    IReadOnlyList<ShellOrganization> Organizations,
    string ZoneId,
    IReadOnlyList<string> Permissions)
{
    /// <summary>The time zone in which the person reads instants.</summary>
    [JsonIgnore]
    public TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById(ZoneId);

    /// <summary>Whether the person holds a permission. Hiding is a courtesy: the use cases guard themselves.</summary>
    public bool Allows(string permission) => Permissions.Contains(permission);

    /// <summary>Name of the role as which the person looks at the product, for reading only; null when nothing is limited.</summary>
    public string? ViewingAs { get; init; }
}

/// <summary>An organization in the switcher.</summary>
/// <param name="Id">Key that the switch posts.</param>
/// <param name="Name">Name as the organization writes it.</param>
public sealed record ShellOrganization(Guid Id, string Name);
