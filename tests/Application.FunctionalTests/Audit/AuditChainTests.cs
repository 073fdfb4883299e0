using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Audit;
using NexusCrm.Application.Leads.Commands;
using NexusCrm.Domain.Audit;
using NexusCrm.Domain.Leads;
using NexusCrm.Infrastructure.Audit;
using NexusCrm.TestKit.Nexus;
using Npgsql;

namespace NexusCrm.Application.FunctionalTests.Audit;

/// <summary>Whoever changes the trail behind the product's back is found out, and where (S38).</summary>
[TestFixture]
internal sealed class AuditChainTests
{
    private TestNexus _nexus = null!;
    private TestOrganization _organization = null!;
    private DirectoryInfo _anchors = null!;

    [SetUp]
    public async Task Start()
    {
        _anchors = Directory.CreateTempSubdirectory("nexuscrm-anchors-");
        _nexus = await TestNexus.StartAsync(settings: new Dictionary<string, string?>
        {
            ["Audit:AnchorFolder"] = Path.Combine(_anchors.FullName, "heads"),
            ["Audit:KeyFile"] = Path.Combine(_anchors.FullName, "key.pem"),
        });
        _organization = await _nexus.AnOrganizationAsync();
        for (var i = 0; i < 5; i++) await AddLeadAsync($"Lead {i}");
        await SealAsync();
    }

    [TearDown]
    public async Task Stop()
    {
        await _nexus.DisposeAsync();
        _anchors.Delete(recursive: true);
    }

    [Test]
    public async Task Every_entry_gets_a_place_and_the_chain_holds()
    {
        var (reached, finding) = await VerifyAsync();

        finding.ShouldBeNull();
        reached.Seq.ShouldBe(await CountAsync<AuditEntry>());
        (await CountAsync<AuditBatch>()).ShouldBe(0);
    }

    [Test]
    public async Task A_transaction_that_commits_late_is_sealed_behind_those_that_were_quicker()
    {
        await using var source = NpgsqlDataSource.Create(_nexus.Connections.App);
        await using var slow = await source.OpenConnectionAsync();
        await using var transaction = await slow.BeginTransactionAsync();
        await ExecuteAsync(slow, $"select set_config('app.organization_id', '{_organization.Id}', true)");
        await ExecuteAsync(slow, "update leads set industry = 'Slow'");
        await AddLeadAsync("Quick");
        await SealAsync();
        var before = (await VerifyAsync()).Reached.Seq;

        await transaction.CommitAsync();
        await SealAsync();

        var (reached, finding) = await VerifyAsync();
        finding.ShouldBeNull();
        reached.Seq.ShouldBe(before + 5);
        reached.Seq.ShouldBe(await CountAsync<AuditEntry>());
    }

    [Test]
    public async Task Two_sealers_at_once_make_one_chain()
    {
        for (var i = 0; i < 30; i++) await AddLeadAsync($"More {i}");

        await Task.WhenAll(SealAsync(), SealAsync(), SealAsync());
        await SealAsync();

        var (reached, finding) = await VerifyAsync();
        finding.ShouldBeNull();
        reached.Seq.ShouldBe(await CountAsync<AuditEntry>());
    }

    [TestCase("update audit_entries set operation = 'Nothing'")]
    [TestCase("delete from audit_entries")]
    [TestCase("truncate audit_entries")]
    [TestCase("update audit_seals set seq = seq + 100")]
    [TestCase("delete from audit_seals")]
    [TestCase("insert into audit_seals select organization_id, 1000, gen_random_uuid(), hash, hash, now() from audit_seals limit 1")]
    [TestCase("update audit_heads set seq = 1")]
    [TestCase("alter table audit_entries disable trigger all")]
    public async Task The_applications_role_may_not_touch_what_is_written(string statement)
    {
        await using var source = NpgsqlDataSource.Create(_nexus.Connections.App);
        await using var connection = await source.OpenConnectionAsync();
        await ExecuteAsync(connection, $"select set_config('app.organization_id', '{_organization.Id}', false)");

        (await Should.ThrowAsync<PostgresException>(() => ExecuteAsync(connection, statement))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Test]
    public async Task Even_the_owner_is_refused_while_the_triggers_stand()
    {
        await using var owner = NpgsqlDataSource.Create(_nexus.Connections.Owner);
        await using var connection = await owner.OpenConnectionAsync();
        await ExecuteAsync(connection, $"select set_config('app.organization_id', '{_organization.Id}', false)");

        (await Should.ThrowAsync<PostgresException>(() => ExecuteAsync(connection, "update audit_entries set operation = 'Nothing'"))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Test]
    public async Task One_flipped_byte_is_named()
    {
        await TamperAsync("update audit_seals set hash = set_byte(hash, 7, get_byte(hash, 7) # 1) where seq = 4");

        (await FindingAsync()).Seq.ShouldBe(4);
    }

    [TestCase("update audit_entries set changes = changes || '{\"new\": {\"rating\": \"hot\"}}' where id = (select entry_id from audit_seals where seq = 4)")]
    [TestCase("update audit_entries set actor_id = gen_random_uuid() where id = (select entry_id from audit_seals where seq = 4)")]
    [TestCase("update audit_entries set personal = jsonb_set(personal, '{new,lastName}', '\"Somebody\"') where id = (select entry_id from audit_seals where seq = 4)")]
    [TestCase("delete from audit_entries where id = (select entry_id from audit_seals where seq = 4)")]
    [TestCase("delete from audit_seals where seq = 4")]
    [TestCase("update audit_seals s set entry_id = o.entry_id from (select seq, entry_id from audit_seals where seq in (4, 5)) o where s.seq in (4, 5) and o.seq = 9 - s.seq")]
    public async Task The_owners_changes_are_found_where_they_were_made(string statement)
    {
        await TamperAsync("drop index ix_audit_seals_organization_id_entry_id");
        await TamperAsync(statement);

        (await FindingAsync()).Seq.ShouldBe(4);
    }

    [Test]
    public async Task A_tail_that_was_cut_off_is_found_by_the_signed_head()
    {
        var head = await SignAsync();
        await TamperAsync($"delete from audit_entries where id in (select entry_id from audit_seals where seq > {head - 2}); delete from audit_seals where seq > {head - 2}; delete from audit_heads");

        (await FindingAsync()).Seq.ShouldBe(head - 1);
    }

    [Test]
    public async Task A_chain_that_was_made_anew_is_found_by_the_signed_head()
    {
        await SignAsync();
        await TamperAsync("update audit_entries set operation = 'Rewritten' where id = (select entry_id from audit_seals where seq = 3); delete from audit_heads; "
            + "insert into audit_batches select distinct organization_id, batch_id from audit_entries; delete from audit_seals");
        await SealAsync();

        var finding = await FindingAsync();

        finding.Problem.ShouldContain("made anew");
        finding.Seq.ShouldBe(1);
    }

    [Test]
    public async Task An_entry_that_was_kept_out_of_the_chain_is_noticed()
    {
        await AddLeadAsync("Kept out");
        await TamperAsync("delete from audit_batches; update audit_entries e set at = at - interval '1 hour' where not exists (select from audit_seals s where s.entry_id = e.id)");
        _nexus.Clock.Now = new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

        (await FindingAsync()).Problem.ShouldContain("outside the chain");
    }

    [Test]
    public async Task Erasing_personal_values_leaves_the_chain_whole()
    {
        await using (var owner = NpgsqlDataSource.Create(_nexus.Connections.Owner))
        await using (var connection = await owner.OpenConnectionAsync())
        {
            await ExecuteAsync(connection, $"select set_config('app.organization_id', '{_organization.Id}', false)");
            await ExecuteAsync(connection, "update audit_entries set personal = null, ip = null, reason = null, salt = null where entity_type = 'lead'");
        }

        var (reached, finding) = await VerifyAsync();

        finding.ShouldBeNull();
        reached.Erased.ShouldBe(5);
    }

    private async Task AddLeadAsync(string name)
    {
        var created = await _organization.Owner.Send(new CreateLeadCommand(new LeadDetails { LastName = name, Rating = LeadRating.Cold }));
        created.Succeeded.ShouldBeTrue();
    }

    private async Task SealAsync() => await _nexus.Services.GetRequiredService<AuditSealer>().SealAsync(CancellationToken.None);

    private async Task<long> SignAsync()
    {
        var signed = await _nexus.SendAsync(_organization.Job, new SignAuditHeadCommand());
        signed.Succeeded.ShouldBeTrue();
        return signed.Value.Seq;
    }

    private async Task<(AuditPosition Reached, AuditFinding? Finding)> VerifyAsync()
    {
        await using var scope = _nexus.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Application.Common.Access.CurrentActor>().Become(_organization.Job);
        return await scope.ServiceProvider.GetRequiredService<AuditVerifier>().VerifyAllAsync(stretch: 3, CancellationToken.None);
    }

    private async Task<AuditFinding> FindingAsync()
    {
        var (_, finding) = await VerifyAsync();
        return finding.ShouldNotBeNull();
    }

    private Task<int> CountAsync<T>()
        where T : class => _organization.Owner.WithDbAsync(db => db.Set<T>().CountAsync());

    /// <summary>As somebody who owns the whole server.</summary>
    private async Task TamperAsync(string statement)
    {
        await using var admin = NpgsqlDataSource.Create(_nexus.Connections.Admin!);
        await using var connection = await admin.OpenConnectionAsync();
        await ExecuteAsync(connection, "set session_replication_role = replica");
        await ExecuteAsync(connection, statement);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
