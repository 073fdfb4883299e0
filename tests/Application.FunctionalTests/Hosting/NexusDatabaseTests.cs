using System.Runtime.Versioning;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using NexusCrm.Infrastructure.Hosting;
using NexusCrm.Infrastructure.Persistence;
using NexusCrm.TestKit.Databases;

namespace NexusCrm.Application.FunctionalTests.Hosting;

[UnsupportedOSPlatform("windows")]
public sealed class NexusDatabaseTests
{
    [Test]
    public async Task A_configured_server_is_used_and_nothing_is_started()
    {
        var cluster = await TestCluster.GetAsync();
        using var root = new ContentRoot();

        await using var database = await OpenAsync(root, new() { ["ConnectionStrings:Nexus"] = cluster.Connections.App, ["ConnectionStrings:NexusOwner"] = cluster.Connections.Owner });

        database.IsEmbedded.ShouldBeFalse();
        database.Connections.ShouldBe(new DatabaseConnections(cluster.Connections.Owner, cluster.Connections.App, Job: cluster.Connections.App));
        Directory.EnumerateFileSystemEntries(root.ContentRootPath).ShouldBeEmpty();
    }

    [Test]
    public async Task A_role_that_bypasses_row_level_security_is_refused()
    {
        var cluster = await TestCluster.GetAsync();
        using var root = new ContentRoot();

        var refused = await Should.ThrowAsync<UnsafeDatabaseRoleException>(() => OpenAsync(root, new() { ["ConnectionStrings:Nexus"] = cluster.Connections.Admin }));

        refused.Message.ShouldContain("'postgres'");
        refused.Message.ShouldContain("row-level security");
    }

    [Test]
    public async Task Without_a_connection_string_an_embedded_server_runs_in_the_configured_folder()
    {
        using var root = new ContentRoot();

        await using var database = await OpenAsync(root, new() { ["EmbeddedPostgres:DataDirectory"] = Path.Combine(root.ContentRootPath, "postgres"), ["EmbeddedPostgres:Settings:work_mem"] = "5MB" });

        database.IsEmbedded.ShouldBeTrue();
        database.Connections.Admin.ShouldNotBeNull();
        Directory.Exists(Path.Combine(root.ContentRootPath, "postgres", "cluster")).ShouldBeTrue();
    }

    [Test]
    public void As_root_the_data_of_a_content_root_under_a_closed_folder_is_kept_where_the_server_can_reach_it()
    {
        if (!Environment.IsPrivilegedProcess) Assert.Ignore("Not root: the server runs as the user who runs the tests.");
        using var root = new ContentRoot();
        var closed = Directory.CreateDirectory(Path.Combine(root.ContentRootPath, "closed"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;

        DataFolder.For(root.ContentRootPath).ShouldBe(Path.Combine(root.ContentRootPath, "data"));
        DataFolder.For(closed).ShouldStartWith("/var/lib/nexuscrm/");
        DataFolder.For(closed).ShouldNotBe(DataFolder.For(Path.Combine(closed, "other")));
    }

    private static Task<NexusDatabase> OpenAsync(ContentRoot root, Dictionary<string, string?> settings) =>
        NexusDatabase.OpenAsync(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), root, NullLogger.Instance);

    private sealed class ContentRoot : IHostEnvironment, IDisposable
    {
        private const UnixFileMode Everybody = UnixFileMode.OtherExecute | UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

        public ContentRoot() => File.SetUnixFileMode(ContentRootPath, Everybody);

        public string ContentRootPath { get; set; } = Directory.CreateTempSubdirectory("nexuscrm-root-").FullName;

        public string EnvironmentName { get; set; } = Environments.Production;

        public string ApplicationName { get; set; } = "NexusCrm";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();

        public void Dispose() => Directory.Delete(ContentRootPath, recursive: true);
    }
}
