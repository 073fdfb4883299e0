using System.Runtime.InteropServices;

namespace NexusCrm.Domain.Members;

/// <summary>What a member is in an organization; the application layer gives each role its permissions.</summary>
public enum Role
{
    /// <summary>Everything, and the organization itself. At least one per organization.</summary>
    Owner,

    /// <summary>Everything but ownership.</summary>
    Admin,

    /// <summary>All of the CRM, and sees every record.</summary>
    Manager,

    /// <summary>Works leads, accounts, contacts, deals and activities it may see.</summary>
    Sales,

    /// <summary>Plans, subscriptions, invoices and payments.</summary>
    Billing,

    /// <summary>Reads billing, tax and the audit trail, and exports them.</summary>
    Auditor,

    /// <summary>The data protection officer.</summary>
    PrivacyOfficer,

    /// <summary>Reads the CRM.</summary>
    ReadOnly,

    /// <summary>A role that the organization has defined (<see cref="CustomRole"/>).</summary>
    Custom,
}

/// <summary>The role that somebody holds or is offered: one of the product's, or one of the organization's own.</summary>
/// <param name="Role">The product's role; <see cref="Members.Role.Custom"/> for an own one.</param>
/// <param name="CustomRoleId">The organization's own role, or null.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MemberRole(Role Role, Guid? CustomRoleId = null)
{
    /// <summary>One of the product's roles.</summary>
    public static implicit operator MemberRole(Role role) => new(role);

    /// <summary>One of the organization's own.</summary>
    public static MemberRole Own(Guid customRoleId) => new(Role.Custom, customRoleId);

    /// <summary>True when it names a role that can exist: an own one has an id, the product's have none.</summary>
    internal bool IsDefined => Enum.IsDefined(Role) && Role is Role.Custom == CustomRoleId is not null;
}

/// <summary>Which records of the CRM somebody sees, from the narrowest to the widest.</summary>
public enum RecordScope
{
    /// <summary>Those the member owns.</summary>
    Own,

    /// <summary>Those the member owns, those of the member's territories, and those nobody owns.</summary>
    Territory,

    /// <summary>All of them.</summary>
    All,
}
