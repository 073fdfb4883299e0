using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using NexusCrm.Application.Common.Events;
using NexusCrm.Domain.Leads;
using NexusCrm.Infrastructure.Outbox;
using NexusCrm.Infrastructure.Persistence.PostgreSql;
using NexusCrm.TestKit.Nexus;
using Npgsql;

namespace NexusCrm.Application.FunctionalTests.Persistence;

/// <summary>From a save over the outbox to whoever listens, on a real LISTEN connection.</summary>
[TestFixture]
internal sealed class ChangeFeedTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private TestNexus _nexus = null!;
    private TestOrganization _organization = null!;
    private PostgresChangeFeed _feed = null!;
    private NpgsqlDataSource _jobs = null!;
    private BlockingCollection<Change> _heard = null!;

    [SetUp]
    public async Task Start()
    {
        _nexus = await TestNexus.StartAsync();
        _organization = await _nexus.AnOrganizationAsync();
        _jobs = NpgsqlDataSource.Create(_nexus.Connections.Job);
        _heard = [];
        _feed = new PostgresChangeFeed(_nexus.Connections, NullLogger<PostgresChangeFeed>.Instance) { PingEvery = TimeSpan.FromMilliseconds(50) };
        await _feed.StartAsync(CancellationToken.None);
        SpinWait.SpinUntil(() => _feed.IsListening, Patience).ShouldBeTrue();
    }

    [TearDown]
    public async Task Stop()
    {
        await _feed.StopAsync(CancellationToken.None);
        _feed.Dispose();
        _heard.Dispose();
        await _jobs.DisposeAsync();
        await _nexus.DisposeAsync();
    }

    [Test]
    public async Task A_saved_lead_is_heard_in_its_organization_and_in_no_other()
    {
        var other = await _nexus.AnOrganizationAsync("Other");
        using var wrong = new BlockingCollection<Change>();
        using var mine = _feed.Subscribe(_organization.Id, Hear(_heard));
        using var theirs = _feed.Subscribe(other.Id, Hear(wrong));

        var lead = await AddLeadAsync();
        await DispatchAsync();

        HeardOf("lead").RecordId.ShouldBe(lead);
        wrong.Any(c => c.Kind == "lead").ShouldBeFalse();
    }

    [Test]
    public async Task A_silent_connection_stays_alive()
    {
        using var subscription = _feed.Subscribe(_organization.Id, Hear(_heard));
        using var pings = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        pings.Token.WaitHandle.WaitOne();

        await AddLeadAsync();
        await DispatchAsync();

        HeardOf("lead").OrganizationId.ShouldBe(_organization.Id);
    }

    [Test]
    public async Task After_a_cut_connection_everybody_reads_again_and_later_changes_are_heard()
    {
        using var subscription = _feed.Subscribe(_organization.Id, Hear(_heard));
        await using (var admin = NpgsqlDataSource.Create(_nexus.Connections.Admin!))
        await using (var cut = admin.CreateCommand("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'nexus-changes' and datname = current_database()"))
            await cut.ExecuteNonQueryAsync();

        HeardOf(Change.Resync).Concerns("lead").ShouldBeTrue();
        await AddLeadAsync();
        await DispatchAsync();

        HeardOf("lead").OrganizationId.ShouldBe(_organization.Id);
    }

    [Test]
    public async Task Many_changes_of_one_kind_are_told_once()
    {
        using var subscription = _feed.Subscribe(_organization.Id, Hear(_heard));
        for (var i = 0; i < 25; i++) await AddLeadAsync();

        await DispatchAsync();

        HeardOf("lead").RecordId.ShouldBeNull();
    }

    private static Func<Change, Task> Hear(BlockingCollection<Change> into) => change =>
    {
        into.Add(change);
        return Task.CompletedTask;
    };

    private Change HeardOf(string kind)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var change = _heard.Take(patience.Token);
            if (change.Kind == kind) return change;
        }
    }

    private async Task DispatchAsync()
    {
        var places = new EventPlaces(_jobs, []);
        while (await places.PlaceAsync(CancellationToken.None) > 0)
        {
            // Until nothing waits.
        }
    }

    private Task<Guid> AddLeadAsync() => _organization.Owner.WithDbAsync(async db =>
    {
        var lead = Lead.Create(_organization.Id, new LeadDetails { LastName = "Tan" }, _nexus.Clock.Now, _organization.Owner.UserId).Value;
        db.Add(lead);
        await db.SaveChangesAsync();
        return lead.Id;
    });
}
