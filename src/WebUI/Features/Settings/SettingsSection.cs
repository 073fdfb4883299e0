using NexusCrm.Application.Common.Access;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Settings;

/// <summary>A section of the settings.</summary>
/// <param name="Key">Stable word in the address.</param>
/// <param name="Title">Text of its link.</param>
/// <param name="Icon">One of <see cref="Icons"/>.</param>
/// <param name="Content">The component that is shown.</param>
/// <param name="Permission">Permission without which it is not offered; none for everybody.</param>
internal sealed record SettingsSection(string Key, string Title, string Icon, Type Content, string? Permission = null)
{
    /// <summary>What belongs to the person.</summary>
    public static IReadOnlyList<SettingsSection> Own { get; } =
    [
        new("profile", "Profile", Icons.User, typeof(ProfileSettings)),
        new("notifications", "Notifications", Icons.Bell, typeof(NotificationSettings)),
        new("security", "Security", Icons.Lock, typeof(SecuritySettings)),
    ];

    /// <summary>What belongs to the organization.</summary>
    public static IReadOnlyList<SettingsSection> Shared { get; } =
    [
        new("organization", "Organization", Icons.Building, typeof(OrganizationSettings), Permissions.Settings.Organization),
        new("assignment", "Lead assignment", Icons.UserPlus, typeof(AssignmentSettingsForm), Permissions.Settings.Organization),
        new("members", "Members", Icons.Users, typeof(MemberSettings), Permissions.Settings.ReadMembers),
        new("roles", "Roles", Icons.Task, typeof(RoleSettings), Permissions.Settings.ReadMembers),
        new("scoring", "Lead scoring", Icons.Flame, typeof(ScoringSettings), Permissions.Settings.Scoring),
        new("forms", "Lead forms", Icons.Inbox, typeof(LeadFormSettings), Permissions.Settings.Forms),
        new("api-keys", "API keys", Icons.Link, typeof(ApiKeySettings), Permissions.Settings.ApiKeys),
        new("audit", "Audit trail", Icons.History, typeof(AuditSettings), Permissions.Privacy.ReadAudit),
    ];

    /// <summary>The section of an address.</summary>
    public static SettingsSection? Find(string key) => Own.Concat(Shared).FirstOrDefault(s => s.Key == key);
}
