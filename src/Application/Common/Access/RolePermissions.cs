using NexusCrm.Domain.Members;

namespace NexusCrm.Application.Common.Access;

/// <summary>What each system role may do: the table of the API contract, in code.</summary>
public static class RolePermissions
{
    private static readonly string[] CrmFeatures = ["leads", "accounts", "contacts", "deals", "activities", "territories"];

    private static readonly Dictionary<Role, IReadOnlySet<string>> Table = new()
    {
        [Role.Owner] = Set(Permissions.All),
        [Role.Admin] = Set(Permissions.All),
        [Role.Manager] = Set([.. Permissions.All.Where(IsCrm), Permissions.Records.Merge, Permissions.Records.ShareViews, Permissions.Settings.Forms, Permissions.Settings.Scoring, Permissions.Records.ManageJobs, Permissions.Settings.ReadMembers]),
        [Role.Sales] = Set([.. CrmFeatures.SelectMany(f => new[] { $"{f}.read", $"{f}.write" }).Where(p => p != Permissions.Territories.Write), Permissions.Leads.Convert, Permissions.Settings.ReadMembers]),
        [Role.Billing] = Set([Permissions.Billing.Read, Permissions.Billing.Manage, Permissions.Accounts.Read, Permissions.Contacts.Read, Permissions.Settings.ReadMembers]),
        [Role.Auditor] = Set([Permissions.Billing.Read, Permissions.Billing.ReadGst, Permissions.Billing.ExportGst, Permissions.Privacy.ReadAudit, Permissions.Privacy.ExportAudit]),
        [Role.PrivacyOfficer] = Set([Permissions.Privacy.Read, Permissions.Privacy.Manage, Permissions.Privacy.ReadAudit, .. CrmFeatures.Select(f => $"{f}.read")]),
        [Role.ReadOnly] = Set(CrmFeatures.Select(f => $"{f}.read")),
        // What an own role may do stands with it.
        [Role.Custom] = Set([]),
    };

    /// <summary>The permissions of a role.</summary>
    public static IReadOnlySet<string> Of(Role role) => Table[role];

    /// <summary>Which records a role sees: Sales its own, its territories' and unassigned ones; all others every record.</summary>
    public static RecordScope ScopeOf(Role role) => role is Role.Sales ? RecordScope.Territory : RecordScope.All;

    private static bool IsCrm(string permission) => CrmFeatures.Any(f => permission.StartsWith(f + ".", StringComparison.Ordinal));

    private static HashSet<string> Set(IEnumerable<string> permissions) => new(permissions, StringComparer.Ordinal);
}
