using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Common.Events;
using NexusCrm.Application.Events;
using NexusCrm.Application.Leads.Commands;
using NexusCrm.Domain.Events;
using NexusCrm.Domain.Leads;
using NexusCrm.Infrastructure.Outbox;
using NexusCrm.TestKit.Nexus;
using Npgsql;

namespace NexusCrm.Application.FunctionalTests.Events;

/// <summary>F13 and F14: whatever dies, and in whatever order transactions commit, every event is placed once and delivered at least once, in its record's order.</summary>
[TestFixture]
internal sealed class OutboxFaultTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private TestNexus _nexus = null!;
    private TestOrganization _organization = null!;
    private NpgsqlDataSource _admin = null!;
    private Weather _weather = null!;

    [SetUp]
    public async Task Start()
    {
        _weather = new Weather();
        _nexus = await TestNexus.StartAsync(services =>
        {
            Receiver.AddTo(services);
            services.AddSingleton(_weather);
            services.AddEventConsumer<Unlucky>(Unlucky.Name, "lead.status_changed");
        });
        _organization = await _nexus.AnOrganizationAsync();
        _admin = NpgsqlDataSource.Create(_nexus.Connections.Admin!);
        await RunAsync("create table receipts (event_id uuid, record_id uuid, sequence bigint, ordinal bigint generated always as identity); grant all on receipts to nexus_job; grant all on sequence receipts_ordinal_seq to nexus_job");
    }

    [TearDown]
    public async Task Stop()
    {
        await _admin.DisposeAsync();
        await _nexus.DisposeAsync();
    }

    [Test]
    public async Task F13_a_killed_dispatcher_loses_nothing_and_sticks_nowhere()
    {
        const int Records = 200, PerRecord = 10;
        await RunAsync($$"""
            insert into outbox_messages (organization_id, id, type, record_id, actor_kind, data)
            select '{{_organization.Id}}', gen_random_uuid(), 'lead.changed', r.id, 'job', '{}'
            from generate_series(1, {{PerRecord}}) n, (select gen_random_uuid() as id from generate_series(1, {{Records}})) r order by n
            """);

        var unsent = await KilledAsync(KillPoint.BeforeSending, at: 30);
        var sent = await KilledAsync(KillPoint.AfterSending, at: 50);
        var marking = await KilledWhileMarkingAsync(at: 70);
        await EmptyAsync();

        (await CountAsync("select count(distinct event_id) from receipts")).ShouldBe(Records * PerRecord);
        (await CountAsync($"select count(*) from receipts where event_id = '{unsent}'")).ShouldBeGreaterThanOrEqualTo(1);
        (await CountAsync($"select count(*) from receipts where event_id = '{sent}'")).ShouldBeGreaterThanOrEqualTo(2);
        (await CountAsync($"select count(*) from receipts where event_id = '{marking}'")).ShouldBeGreaterThanOrEqualTo(1);
        (await CountAsync("select count(*) from event_deliveries")).ShouldBe(0);
        (await CountAsync("select count(*) from (select record_id from outbox_messages where type = 'lead.changed' group by record_id having max(sequence) <> count(*) or min(sequence) <> 1) gaps")).ShouldBe(0);
        (await CountAsync("select max(position) - count(*) from outbox_messages")).ShouldBe(0);
        // The first arrival of each event came after those of its predecessors.
        (await CountAsync("""
            with arrived as (select record_id, sequence, min(ordinal) as at from receipts group by record_id, sequence)
            select count(*) from arrived a join arrived b on b.record_id = a.record_id and b.sequence = a.sequence + 1 where b.at < a.at
            """)).ShouldBe(0);
    }

    [Test]
    public async Task F14_an_event_that_commits_late_gets_a_later_place_and_is_passed_over_by_nobody()
    {
        await PlaceAllAsync();
        var begun = await LastPageAsync(null);
        var late = Lead.Create(_organization.Id, new LeadDetails { LastName = "Late" }, _nexus.Clock.Now, null).Value;
        var quick = Lead.Create(_organization.Id, new LeadDetails { LastName = "Quick" }, _nexus.Clock.Now, null).Value;

        EventPage seen = null!;
        await _organization.Owner.WithDbAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Add(late);
            await db.SaveChangesAsync();
            await _organization.Owner.WithDbAsync(async other =>
            {
                other.Add(quick);
                return await other.SaveChangesAsync();
            });
            await PlaceAllAsync();
            seen = await LastPageAsync(begun.Next);
            await transaction.CommitAsync();
            return true;
        });
        await PlaceAllAsync();
        var healed = await LastPageAsync(seen.Next);

        seen.Events.ShouldHaveSingleItem().RecordId.ShouldBe(quick.Id);
        healed.Events.ShouldHaveSingleItem().RecordId.ShouldBe(late.Id);
        healed.Events[0].Position.ShouldBe(seen.Events[0].Position + 1);
        var ordinals = await _organization.Owner.WithDbAsync(db => db.Set<BusinessEvent>().Where(e => e.Type == "lead.created").OrderBy(e => e.Ordinal).Select(e => e.RecordId).ToListAsync());
        ordinals.ShouldBe([late.Id, quick.Id]);
    }

    [Test]
    public async Task The_events_of_a_record_stand_in_the_order_in_which_they_happened_whoever_raced()
    {
        var lead = (await _organization.Owner.Send(new CreateLeadCommand(new LeadDetails { LastName = "Raced", Email = "raced@straits.example" }))).Value.Id;
        var movers = Enumerable.Range(0, 6).Select(async mover =>
        {
            for (var i = 0; i < 8; i++)
            {
                if ((mover + i) % 3 == 0) await _organization.Owner.Send(new DisqualifyLeadCommand(lead, DisqualifyReason.NoBudget, null));
                else if ((mover + i) % 3 == 1) await _organization.Owner.Send(new ReopenLeadCommand(lead));
                else await _organization.Owner.Send(new QualifyLeadCommand(lead));
                await PlacesOf(_nexus).PlaceAsync(CancellationToken.None);
            }
        });
        await Task.WhenAll(movers);
        await PlaceAllAsync();

        var events = await _organization.Owner.WithDbAsync(db => db.Set<BusinessEvent>().Where(e => e.RecordId == lead).OrderBy(e => e.Sequence).ToListAsync());

        events.Select(e => e.Sequence).ShouldBe(Enumerable.Range(1, events.Count).Select(n => (long?)n));
        events[0].Type.ShouldBe("lead.created");
        var moves = events.Where(e => e.Type == "lead.status_changed").Select(e => JsonDocument.Parse(e.Data).RootElement).ToList();
        moves.Count.ShouldBeGreaterThan(3);
        for (var i = 1; i < moves.Count; i++) moves[i].GetProperty("from").GetString().ShouldBe(moves[i - 1].GetProperty("to").GetString());
    }

    [Test]
    public async Task Several_facts_of_one_save_keep_their_order()
    {
        var (now, owner) = (_nexus.Clock.Now, _organization.Owner);
        await owner.WithDbAsync(async db =>
        {
            for (var i = 0; i < 40; i++)
            {
                var lead = Lead.Create(_organization.Id, new LeadDetails { LastName = "Swift", Email = $"swift{i}@straits.example" }, now, owner.UserId).Value;
                lead.Qualify(now, owner.UserId).Succeeded.ShouldBeTrue();
                lead.Disqualify(DisqualifyReason.NoBudget, null, now, owner.UserId).Succeeded.ShouldBeTrue();
                lead.Delete(now, owner.UserId);
                db.Add(lead);
            }

            return await db.SaveChangesAsync();
        });
        await PlaceAllAsync();

        var events = await owner.WithDbAsync(db => db.Set<BusinessEvent>().Where(e => e.Type.StartsWith("lead.")).OrderBy(e => e.RecordId).ThenBy(e => e.Sequence).Select(e => e.Type).ToListAsync());

        foreach (var told in events.Chunk(4)) told.ShouldBe(["lead.created", "lead.status_changed", "lead.status_changed", "lead.deleted"]);
    }

    [Test]
    public async Task A_consumer_that_fails_gets_the_event_again_then_it_is_a_dead_letter_and_the_next_one_comes()
    {
        _weather.IsBad = true;
        var lead = (await _organization.Owner.Send(new CreateLeadCommand(new LeadDetails { LastName = "Stormy", Email = "stormy@straits.example" }))).Value.Id;
        await _organization.Owner.Send(new QualifyLeadCommand(lead));
        await _organization.Owner.Send(new DisqualifyLeadCommand(lead, DisqualifyReason.NoBudget, null));
        await PlaceAllAsync();

        await UntilAsync(async () =>
        {
            await DeliveriesOf(_nexus).DeliverAsync(CancellationToken.None);
            return await CountAsync("select count(*) from event_deliveries where failed_at is not null") == 1;
        });
        _weather.Tries.Distinct().Count().ShouldBe(1);
        _weather.IsBad = false;
        await EmptyAsync();

        _weather.Tries.Count.ShouldBe(4);
        (await CountAsync("select count(*) from event_deliveries where failed_at is not null and error = 'TimeoutException' and attempts = 3")).ShouldBe(1);
    }

    [Test]
    public async Task An_event_tells_who_did_what_and_the_names_of_what_changed()
    {
        var owner = _organization.Owner;
        var lead = (await owner.Send(new CreateLeadCommand(new LeadDetails { LastName = "Told" }))).Value;

        await owner.Send(new UpdateLeadCommand(lead.Id, new() { Company = new("Secret Pte Ltd"), Email = new("hush@straits.example") }));
        await PlaceAllAsync();

        var told = (await owner.Send(new ListEventsQuery(null, ["lead.changed"], lead.Id))).Value.Events.ShouldHaveSingleItem();
        told.ActorId.ShouldBe(owner.UserId);
        told.Data.GetProperty("changed").EnumerateArray().Select(f => f.GetString()).ShouldBe(["company", "email"]);
        told.Data.GetRawText().ShouldNotContain("Secret");
    }

    private static EventPlaces PlacesOf(TestNexus nexus) => nexus.Services.GetRequiredService<EventPlaces>();

    private static EventDeliveries DeliveriesOf(TestNexus nexus) => nexus.Services.GetRequiredService<EventDeliveries>();

    private async Task<Guid> KilledAsync(KillPoint point, int at)
    {
        using var child = DispatcherProcess.Start(_nexus.Connections, point, at);
        var reached = await child.ReachedAsync();
        await child.KillAsync();
        return reached;
    }

    /// <summary>A lock holds the child's mark up until it is dead; its statement may still take effect afterwards, which is right too: the event was sent.</summary>
    private async Task<Guid> KilledWhileMarkingAsync(int at)
    {
        using var child = DispatcherProcess.Start(_nexus.Connections, KillPoint.AfterSending, at);
        var reached = await child.ReachedAsync();
        await using var connection = await _admin.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand($"select from event_deliveries where event_id = '{reached}' for update", connection);
        await hold.ExecuteNonQueryAsync();
        child.GoOn();
        await UntilAsync(async () => await CountAsync("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") > 0);
        await child.KillAsync();
        await transaction.RollbackAsync();
        return reached;
    }

    private async Task PlaceAllAsync()
    {
        while (await PlacesOf(_nexus).PlaceAsync(CancellationToken.None) > 0)
        {
            // Until nothing waits.
        }
    }

    /// <summary>Another node goes on: what the dead ones held comes back when their leases end.</summary>
    private Task EmptyAsync() => UntilAsync(async () =>
    {
        await PlacesOf(_nexus).PlaceAsync(CancellationToken.None);
        await DeliveriesOf(_nexus).DeliverAsync(CancellationToken.None);
        return await CountAsync("select (select count(*) from event_deliveries where failed_at is null) + (select count(*) from outbox_messages where position is null)") == 0;
    });

    private async Task<EventPage> LastPageAsync(string? after)
    {
        var page = await _organization.Owner.Send(new ListEventsQuery(after, [], Limit: 200));
        page.Succeeded.ShouldBeTrue();
        page.Value.HasMore.ShouldBeFalse();
        return page.Value;
    }

    private static async Task UntilAsync(Func<Task<bool>> reached)
    {
        var since = Stopwatch.StartNew();
        while (!await reached()) since.Elapsed.ShouldBeLessThan(Patience);
    }

    private async Task RunAsync(string statement)
    {
        await using var command = _admin.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<long> CountAsync(string query)
    {
        await using var command = _admin.CreateCommand(query);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Whether the consumer's world works, and which events it was tried with.</summary>
    internal sealed class Weather
    {
        public bool IsBad { get; set; }

        public List<Guid> Tries { get; } = [];
    }

    internal sealed class Unlucky(Weather weather) : IEventConsumer
    {
        public const string Name = "unlucky";

        public Task ConsumeAsync(DeliveredEvent happened, CancellationToken ct)
        {
            weather.Tries.Add(happened.Id);
            return weather.IsBad ? throw new TimeoutException() : Task.CompletedTask;
        }
    }
}
