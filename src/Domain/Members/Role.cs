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
}
