namespace NexusCrm.Infrastructure.Persistence.Conventions;

/// <summary>Tables that belong to no organization, each with the reason. Everything else must be organization-owned; a test compares this list with the model and the database.</summary>
public static class GlobalTables
{
    /// <summary>Table name to reason.</summary>
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["users"] = "a person may belong to many organizations",
        ["user_claims"] = "part of users",
        ["user_logins"] = "part of users",
        ["user_tokens"] = "part of users",
        ["user_passkeys"] = "part of users",
        ["passkey_challenges"] = "asked before anyone is known",
        ["two_factors"] = "part of users",
        ["recovery_codes"] = "part of users",
        ["sessions"] = "read before the organization is known",
        ["refresh_tokens"] = "part of sessions",
        ["mailed_tokens"] = "part of users",
        ["sign_in_attempts"] = "counted before anyone is known",
        ["credential_index"] = "leads from a hashed credential to its organization, before the organization is known",
        ["data_protection_keys"] = "shared by all nodes and organizations",
    };

    /// <summary>Tables of the clustered job store, by prefix.</summary>
    public const string JobStorePrefix = "qrtz_";
}
