using System.Runtime.Versioning;
using NexusCrm.Infrastructure.Hosting.EmbeddedPostgres;
using NexusCrm.TestKit.Databases;
using Npgsql;

namespace NexusCrm.Application.FunctionalTests.Hosting;

/// <summary>What a prepared server looks like to each of its roles and to the operating system.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ClusterBootstrapTests
{
    [Test]
    public async Task The_bootstrap_makes_database_roles_and_extensions()
    {
        var server = await TestCluster.GetAsync();

        var roles = await Sql.ListAsync(server.Connections.Admin!,
            "select concat_ws(' ', rolname, rolcanlogin, rolsuper, rolbypassrls) from pg_roles where rolname like 'nexus%' order by rolname");
        roles.ShouldBe(["nexus_app t f f", "nexus_backup f f t", "nexus_job t f f", "nexus_owner t f f", "nexus_search f f f"]);
        (await Sql.ListAsync(server.Connections.App, "select extname::text from pg_extension order by 1")).ShouldBe(["btree_gin", "pg_trgm", "plpgsql"]);
        (await Sql.ListAsync(server.Connections.Owner, "select concat(current_database(), ' ', current_user)")).ShouldBe(["nexuscrm nexus_owner"]);
        (await Sql.ListAsync(server.Connections.Job, "select current_user::text")).ShouldBe(["nexus_job"]);
    }

    [Test]
    public async Task The_application_role_may_neither_create_tables_nor_switch_to_another_role()
    {
        var server = await TestCluster.GetAsync();

        (await Sql.StateOfAsync(server.Connections.App, "create table mine (id int)")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await Sql.StateOfAsync(server.Connections.App, "set role nexus_owner")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await Sql.StateOfAsync(server.Connections.App, "copy (select 1) to program 'true'")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Test]
    public async Task Only_its_owner_may_enter_the_socket_folder_and_there_is_no_port()
    {
        var server = await TestCluster.GetAsync();

        File.GetUnixFileMode(new NpgsqlConnectionStringBuilder(server.Connections.App).Host!).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        (await Sql.ListAsync(server.Connections.Admin!, "show listen_addresses")).ShouldBe([""]);
    }

    [Test]
    public async Task The_bootstrap_may_be_repeated()
    {
        var server = await TestCluster.GetAsync();

        await ClusterBootstrap.RunAsync(server.Connections, "nexuscrm", CancellationToken.None);

        (await Sql.ListAsync(server.Connections.App, "select 'still in'")).ShouldBe(["still in"]);
    }

    [Test]
    public async Task As_root_the_server_runs_as_an_unprivileged_user()
    {
        if (!Environment.IsPrivilegedProcess) Assert.Ignore("Not root: the server runs as the user who runs the tests.");
        var server = await TestCluster.GetAsync();

        ServerProcess.UserOf(server.ProcessId).ShouldBe(ServerAccount.ForThisProcess()!.UserId);
    }
}
