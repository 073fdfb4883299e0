namespace NexusCrm.Infrastructure.Hosting.EmbeddedPostgres;

/// <summary>
/// The unprivileged operating-system user that runs the server when the application runs as root: PostgreSQL refuses to run as root.
/// </summary>
internal sealed record ServerAccount(string Name, uint UserId, uint GroupId)
{
    private const string Users = "/etc/passwd";
    private static readonly string[] Candidates = ["postgres", "nobody"];

    /// <summary>Null when the application is an ordinary user, who then runs the server too.</summary>
    public static ServerAccount? ForThisProcess()
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess) return null;

        var entries = File.ReadLines(Users).Select(line => line.Split(':')).Where(fields => fields.Length >= 4).ToLookup(fields => fields[0]);
        var account = Candidates.SelectMany(name => entries[name]).FirstOrDefault()
            ?? throw new EmbeddedPostgresException($"PostgreSQL does not run as root, and {Users} has neither of the users {string.Join(", ", Candidates)}. Run NexusCrm as an ordinary user.");
        return new ServerAccount(account[0], uint.Parse(account[2]), uint.Parse(account[3]));
    }

    /// <summary>True when users other than the owner may walk through every folder on the way to the path (existing or not).</summary>
    public static bool CanReach(string path)
    {
        for (var folder = new DirectoryInfo(path); folder is not null; folder = folder.Parent)
        {
            if (folder.Exists && !folder.UnixFileMode.HasFlag(UnixFileMode.OtherExecute)) return false;
        }
        return true;
    }
}
