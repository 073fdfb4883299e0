namespace NexusCrm.Infrastructure.Hosting.EmbeddedPostgres;

/// <summary>Server settings by their postgresql.conf names, for two cores and a few gigabytes shared with the application.</summary>
internal static class ServerSettings
{
    private static readonly Dictionary<string, string> Always = new()
    {
        ["listen_addresses"] = "",
        ["unix_socket_permissions"] = "0700",
        ["timezone"] = "UTC",
        ["log_timezone"] = "UTC",
        ["jit"] = "off",
        ["random_page_cost"] = "1.1",
        // Statements, parameters and details of an error carry personal data ("Key (email)=(...) already exists").
        ["log_error_verbosity"] = "terse",
        ["log_min_error_statement"] = "panic",
        ["log_parameter_max_length_on_error"] = "0",
    };

    private static readonly Dictionary<string, string> Durable = new()
    {
        ["max_connections"] = "100",
        ["shared_buffers"] = "256MB",
        ["effective_cache_size"] = "1GB",
        ["work_mem"] = "16MB",
        ["maintenance_work_mem"] = "128MB",
        ["wal_compression"] = "on",
        ["min_wal_size"] = "256MB",
        ["max_wal_size"] = "2GB",
        ["checkpoint_timeout"] = "15min",
        ["logging_collector"] = "on",
        ["log_filename"] = "postgres-%a.log",
        ["log_rotation_age"] = "1d",
        ["log_truncate_on_rotation"] = "on",
    };

    private static readonly Dictionary<string, string> Throwaway = new()
    {
        ["max_connections"] = "300",
        ["shared_buffers"] = "128MB",
        ["fsync"] = "off",
        ["synchronous_commit"] = "off",
        ["full_page_writes"] = "off",
        ["wal_level"] = "minimal",
        ["max_wal_senders"] = "0",
        ["max_wal_size"] = "2GB",
    };

    public static Dictionary<string, string> For(EmbeddedPostgresOptions options, ServerFolders folders)
    {
        var settings = new Dictionary<string, string>(Always);
        foreach (var (name, value) in options.Durable ? Durable : Throwaway) settings[name] = value;
        foreach (var (name, value) in options.Settings) settings[name] = value;
        settings["unix_socket_directories"] = folders.Socket;
        settings["log_directory"] = folders.Log;
        return settings;
    }
}
