namespace NexusCrm.Application.Common.Access;

/// <summary>Every permission of the product, by feature. The strings are part of the API contract.</summary>
public static class Permissions
{
    /// <summary>Leads.</summary>
    public static class Leads
    {
        /// <summary>See leads.</summary>
        public const string Read = "leads.read";
        /// <summary>Create and change leads.</summary>
        public const string Write = "leads.write";
        /// <summary>Delete, restore and see deleted leads.</summary>
        public const string Delete = "leads.delete";
        /// <summary>Import leads.</summary>
        public const string Import = "leads.import";
        /// <summary>Export leads.</summary>
        public const string Export = "leads.export";
        /// <summary>Convert leads and undo it.</summary>
        public const string Convert = "leads.convert";
        /// <summary>Give leads to members and territories.</summary>
        public const string Assign = "leads.assign";
    }

    /// <summary>Accounts.</summary>
    public static class Accounts
    {
        /// <summary>See accounts.</summary>
        public const string Read = "accounts.read";
        /// <summary>Create and change accounts.</summary>
        public const string Write = "accounts.write";
        /// <summary>Delete, restore and see deleted accounts.</summary>
        public const string Delete = "accounts.delete";
        /// <summary>Import accounts.</summary>
        public const string Import = "accounts.import";
        /// <summary>Export accounts.</summary>
        public const string Export = "accounts.export";
    }

    /// <summary>Contacts.</summary>
    public static class Contacts
    {
        /// <summary>See contacts.</summary>
        public const string Read = "contacts.read";
        /// <summary>Create and change contacts.</summary>
        public const string Write = "contacts.write";
        /// <summary>Delete, restore and see deleted contacts.</summary>
        public const string Delete = "contacts.delete";
        /// <summary>Import contacts.</summary>
        public const string Import = "contacts.import";
        /// <summary>Export contacts.</summary>
        public const string Export = "contacts.export";
    }

    /// <summary>Deals and pipelines.</summary>
    public static class Deals
    {
        /// <summary>See deals.</summary>
        public const string Read = "deals.read";
        /// <summary>Create, change and move deals.</summary>
        public const string Write = "deals.write";
        /// <summary>Delete, restore and see deleted deals.</summary>
        public const string Delete = "deals.delete";
        /// <summary>Import deals.</summary>
        public const string Import = "deals.import";
        /// <summary>Export deals.</summary>
        public const string Export = "deals.export";
    }

    /// <summary>Activities.</summary>
    public static class Activities
    {
        /// <summary>See activities.</summary>
        public const string Read = "activities.read";
        /// <summary>Log, change and complete activities.</summary>
        public const string Write = "activities.write";
        /// <summary>Delete activities.</summary>
        public const string Delete = "activities.delete";
        /// <summary>Import activities.</summary>
        public const string Import = "activities.import";
        /// <summary>Export activities.</summary>
        public const string Export = "activities.export";
    }

    /// <summary>Territories.</summary>
    public static class Territories
    {
        /// <summary>See territories.</summary>
        public const string Read = "territories.read";
        /// <summary>Create and change territories.</summary>
        public const string Write = "territories.write";
        /// <summary>Delete territories.</summary>
        public const string Delete = "territories.delete";
        /// <summary>Import territories.</summary>
        public const string Import = "territories.import";
        /// <summary>Export territories.</summary>
        public const string Export = "territories.export";
    }

    /// <summary>Things that span record types.</summary>
    public static class Records
    {
        /// <summary>Merge duplicates and undo it.</summary>
        public const string Merge = "records.merge";
        /// <summary>Share saved views with the organization.</summary>
        public const string ShareViews = "views.share";
        /// <summary>See and cancel other members' jobs.</summary>
        public const string ManageJobs = "jobs.manage";
    }

    /// <summary>Settings of the organization.</summary>
    public static class Settings
    {
        /// <summary>Manage public lead forms.</summary>
        public const string Forms = "forms.manage";
        /// <summary>Change the scoring profile.</summary>
        public const string Scoring = "scoring.manage";
        /// <summary>Change the organization.</summary>
        public const string Organization = "organization.manage";
        /// <summary>See members.</summary>
        public const string ReadMembers = "members.read";
        /// <summary>Invite, change and suspend members.</summary>
        public const string ManageMembers = "members.manage";
        /// <summary>Define roles.</summary>
        public const string Roles = "roles.manage";
        /// <summary>Issue API keys.</summary>
        public const string ApiKeys = "apikeys.manage";
    }

    /// <summary>Billing and tax.</summary>
    public static class Billing
    {
        /// <summary>See plans, subscriptions, invoices and payments.</summary>
        public const string Read = "billing.read";
        /// <summary>Change them.</summary>
        public const string Manage = "billing.manage";
        /// <summary>See GST returns.</summary>
        public const string ReadGst = "gst.read";
        /// <summary>Export GST reports.</summary>
        public const string ExportGst = "gst.export";
        /// <summary>File GST returns.</summary>
        public const string FileGst = "gst.file";
    }

    /// <summary>Privacy and audit.</summary>
    public static class Privacy
    {
        /// <summary>See data-subject requests and registers.</summary>
        public const string Read = "privacy.read";
        /// <summary>Work them.</summary>
        public const string Manage = "privacy.manage";
        /// <summary>Read the audit trail.</summary>
        public const string ReadAudit = "audit.read";
        /// <summary>Export the audit trail.</summary>
        public const string ExportAudit = "audit.export";
    }

    /// <summary>All of them, in a stable order.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Crm("leads"), Leads.Convert, Leads.Assign, .. Crm("accounts"), .. Crm("contacts"), .. Crm("deals"), .. Crm("activities"), .. Crm("territories"),
        Records.Merge, Records.ShareViews, Records.ManageJobs,
        Settings.Forms, Settings.Scoring, Settings.Organization, Settings.ReadMembers, Settings.ManageMembers, Settings.Roles, Settings.ApiKeys,
        Billing.Read, Billing.Manage, Billing.ReadGst, Billing.ExportGst, Billing.FileGst,
        Privacy.Read, Privacy.Manage, Privacy.ReadAudit, Privacy.ExportAudit,
    ];

    private static IEnumerable<string> Crm(string feature) => [$"{feature}.read", $"{feature}.write", $"{feature}.delete", $"{feature}.import", $"{feature}.export"];
}
