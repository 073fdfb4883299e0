using NexusCrm.Application.Common.Access;
using NexusCrm.Domain.Members;

namespace NexusCrm.WebUI.Features.Settings;

/// <summary>Permissions as people read them, in groups.</summary>
internal static class PermissionWords
{
    private static readonly Dictionary<string, string> CrmActions = new(StringComparer.Ordinal)
    {
        ["read"] = "See", ["write"] = "Create and change", ["delete"] = "Delete and restore", ["import"] = "Import", ["export"] = "Export", ["convert"] = "Convert", ["assign"] = "Assign",
    };

    private static readonly Dictionary<string, string> Own = new(StringComparer.Ordinal)
    {
        [Permissions.Records.Merge] = "Merge duplicates",
        [Permissions.Records.ShareViews] = "Share views",
        [Permissions.Records.ManageJobs] = "See and cancel others' jobs",
        [Permissions.Settings.Forms] = "Lead forms",
        [Permissions.Settings.Scoring] = "Lead scoring",
        [Permissions.Settings.Organization] = "Organization",
        [Permissions.Settings.ReadMembers] = "See members and roles",
        [Permissions.Settings.ManageMembers] = "Invite, change and suspend members",
        [Permissions.Settings.Roles] = "Define roles",
        [Permissions.Settings.ApiKeys] = "API keys",
        [Permissions.Billing.Read] = "See billing",
        [Permissions.Billing.Manage] = "Change billing",
        [Permissions.Billing.ReadGst] = "See GST",
        [Permissions.Billing.ExportGst] = "Export GST",
        [Permissions.Billing.FileGst] = "File GST returns",
        [Permissions.Privacy.Read] = "See privacy requests",
        [Permissions.Privacy.Manage] = "Work privacy requests",
        [Permissions.Privacy.ReadAudit] = "Read the audit trail",
        [Permissions.Privacy.ExportAudit] = "Export the audit trail",
    };

    /// <summary>The groups in the order in which they are shown; every permission is in one.</summary>
    public static IReadOnlyList<PermissionGroup> Groups { get; } =
    [
        .. new[] { "leads", "accounts", "contacts", "deals", "activities", "territories" }.Select(Crm),
        new("Records", [Permissions.Records.Merge, Permissions.Records.ShareViews, Permissions.Records.ManageJobs]),
        new("Settings", [Permissions.Settings.Organization, Permissions.Settings.Forms, Permissions.Settings.Scoring, Permissions.Settings.ReadMembers, Permissions.Settings.ManageMembers, Permissions.Settings.Roles, Permissions.Settings.ApiKeys]),
        new("Billing and tax", [Permissions.Billing.Read, Permissions.Billing.Manage, Permissions.Billing.ReadGst, Permissions.Billing.ExportGst, Permissions.Billing.FileGst]),
        new("Privacy and audit", [Permissions.Privacy.Read, Permissions.Privacy.Manage, Permissions.Privacy.ReadAudit, Permissions.Privacy.ExportAudit]),
    ];

    /// <summary>What a permission lets somebody do, within its group.</summary>
    public static string Of(string permission) => Own.TryGetValue(permission, out var words) ? words : CrmActions[permission[(permission.IndexOf('.', StringComparison.Ordinal) + 1)..]];

    /// <summary>Which records somebody sees.</summary>
    public static string Of(RecordScope scope) => scope switch
    {
        RecordScope.Own => "Own records",
        RecordScope.Territory => "Own, territory and unassigned records",
        _ => "All records",
    };

    private static PermissionGroup Crm(string feature) =>
        new(char.ToUpperInvariant(feature[0]) + feature[1..], [.. Permissions.All.Where(p => p.StartsWith(feature + ".", StringComparison.Ordinal))]);
}

/// <summary>Permissions that belong together.</summary>
/// <param name="Title">Their heading.</param>
/// <param name="Permissions">The permissions.</param>
internal sealed record PermissionGroup(string Title, IReadOnlyList<string> Permissions);
