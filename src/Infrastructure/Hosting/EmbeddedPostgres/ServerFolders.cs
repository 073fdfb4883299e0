using System.Security.Cryptography;
using System.Text;

namespace NexusCrm.Infrastructure.Hosting.EmbeddedPostgres;

/// <summary>
/// The folders of one embedded server, all 0700 and owned by the user who runs it. The socket folder is the server's only door:
/// authentication is "trust" behind it, because whoever may enter it may read the data files as well, so a password kept beside
/// them would protect nothing. There is no TCP port.
/// </summary>
internal sealed class ServerFolders
{
    /// <summary>sockaddr_un holds 108 bytes on Linux and 104 on macOS, with the terminating zero.</summary>
    private const int LongestSocketPath = 103;

    private const string SocketFile = ".s.PGSQL.5432";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly ServerAccount? _owner;

    public ServerFolders(string home, ServerAccount? owner)
    {
        Home = Path.GetFullPath(home);
        _owner = owner;
        var beside = Path.Combine(Home, "socket");
        Socket = Encoding.UTF8.GetByteCount(Path.Combine(beside, SocketFile)) <= LongestSocketPath ? beside : ShortSocketFolder();
    }

    public string Home { get; }

    public string Socket { get; }

    public string Cluster => Path.Combine(Home, "cluster");

    /// <summary>Where initdb works; it becomes <see cref="Cluster"/> in one rename, so an interrupted first start leaves no half cluster.</summary>
    public string NewCluster => Path.Combine(Home, "cluster.new");

    public string Log => Path.Combine(Home, "log");

    public string LockFile => Path.Combine(Home, "application.lock");

    /// <summary>Major version of the existing cluster, null when there is none.</summary>
    public int? ClusterMajor
    {
        get
        {
            var version = Path.Combine(Cluster, "PG_VERSION");
            return File.Exists(version) ? int.Parse(File.ReadAllText(version).Trim()) : null;
        }
    }

    /// <summary>Makes the folders and sees to it that the server's user owns them.</summary>
    /// <exception cref="EmbeddedPostgresException">They belong to somebody else, or the server's user cannot get there.</exception>
    public void Prepare()
    {
        if (_owner is not null && !ServerAccount.CanReach(Path.GetDirectoryName(Home)!))
        {
            throw new EmbeddedPostgresException($"The database runs as the user '{_owner.Name}', who may not enter '{Path.GetDirectoryName(Home)}'. Set {EmbeddedPostgresOptions.Section}__{nameof(EmbeddedPostgresOptions.DataDirectory)} to a folder that everybody may pass through.");
        }

        try
        {
            foreach (var folder in new[] { Home, Socket, Log }) MakePrivate(folder);
            if (_owner is not null) GiveToServer();
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new EmbeddedPostgresException($"'{Home}' belongs to another user. Start NexusCrm as that user, or choose another folder with {EmbeddedPostgresOptions.Section}__{nameof(EmbeddedPostgresOptions.DataDirectory)}.", denied);
        }
    }

    private static void MakePrivate(string folder)
    {
        if (OperatingSystem.IsWindows()) throw new EmbeddedPostgresException("The embedded PostgreSQL runs on Linux and macOS. Set ConnectionStrings__Nexus to a server (docs/operations.md).");

        if (Directory.CreateDirectory(folder, OwnerOnly).LinkTarget is not null)
        {
            throw new EmbeddedPostgresException($"'{folder}' is a symbolic link; a folder is needed, for its permissions protect the database.");
        }
        File.SetUnixFileMode(folder, OwnerOnly);
    }

    private void GiveToServer()
    {
        LibC.ChangeOwner(Home, _owner!);
        LibC.ChangeOwner(Socket, _owner!);
        foreach (var entry in Directory.EnumerateFileSystemEntries(Home, "*", SearchOption.AllDirectories)) LibC.ChangeOwner(entry, _owner!);
    }

    /// <summary>The same short folder for the same data at every start, so that a server that survived a crash is found again.</summary>
    private string ShortSocketFolder()
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Home)))[..16];
        return Path.Combine(_owner is null ? "/tmp" : "/run", $"nexuscrm-{name}");
    }
}
