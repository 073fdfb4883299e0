using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Accounts;
using NexusCrm.Application.Accounts.Commands;
using NexusCrm.Application.Accounts.Merging;
using NexusCrm.Application.Accounts.Queries;
using NexusCrm.Application.Contacts;
using NexusCrm.Application.Contacts.Commands;
using NexusCrm.Application.Contacts.Merging;
using NexusCrm.Application.Deals;
using NexusCrm.Application.Deals.Commands;
using NexusCrm.Application.Deals.Queries;
using NexusCrm.Application.Leads.Commands;
using NexusCrm.Application.Leads.Conversion;
using NexusCrm.Application.Leads.Merging;
using NexusCrm.Application.Merging;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Contacts;
using NexusCrm.Domain.Deals;
using NexusCrm.Domain.Leads;
using NexusCrm.Domain.Members;
using NexusCrm.Infrastructure.Persistence.PostgreSql.Merging;
using Npgsql;

namespace NexusCrm.Application.FunctionalTests.Merging;

/// <summary>What becomes of values, relations and tombstones (rules M1-M8, H5), and what races decide.</summary>
[TestFixture]
internal sealed class MergeTests : MergeFixture
{
    [Test]
    public async Task The_winner_keeps_its_values_fills_blanks_from_the_latest_and_pools_lists()
    {
        var winner = await ALead(new LeadDetails { LastName = "Tan", Company = "Acme", Tags = ["a"], CustomFields = """{"tier":"gold"}""", Address = new PostalAddress("1 Road", null, null, null, null, null) });
        var older = await ALead(new LeadDetails { LastName = "Lim", Email = "old@acme.example", Phone = "6123 4567", EmailOptOut = true, Tags = ["A", "b"], CustomFields = """{"tier":"silver","size":3}""" });
        var newer = await ALead(new LeadDetails { LastName = "Ong", Email = "new@acme.example", Address = new PostalAddress(null, null, "Ipoh", null, null, "MY") });

        var merged = await Done(Alice.Send(new MergeLeadsCommand(Order(winner, older, newer))));

        var lead = merged.Winner;
        (lead.Id, lead.LastName, lead.Company, lead.Email, lead.Phone, lead.EmailOptOut).ShouldBe((winner, "Tan", "Acme", "new@acme.example", "+6561234567", true));
        (lead.Address.Line1, lead.Address.City).ShouldBe(("1 Road", null));
        lead.Tags.ShouldBe(["a", "b"]);
        System.Text.Json.Nodes.JsonNode.Parse(lead.CustomFields)!["tier"]!.GetValue<string>().ShouldBe("gold");
        System.Text.Json.Nodes.JsonNode.Parse(lead.CustomFields)!["size"]!.GetValue<int>().ShouldBe(3);
    }

    [Test]
    public async Task A_choice_by_field_goes_before()
    {
        var winner = await ALead(new LeadDetails { LastName = "Tan", Email = "a@acme.example" });
        var loser = await ALead(new LeadDetails { LastName = "Lim", Email = "b@acme.example" });

        var merged = await Done(Alice.Send(new MergeLeadsCommand(new MergeOrder(winner, [loser], new Dictionary<string, Guid> { ["email"] = loser }))));

        (merged.Winner.LastName, merged.Winner.Email).ShouldBe(("Tan", "b@acme.example"));
    }

    [Test]
    public async Task Wrong_orders_are_refused_by_name()
    {
        var (one, two) = (await ALead(), await ALead());
        var foreign = await Done(Stranger.Send(new CreateLeadCommand(new LeadDetails { LastName = "Theirs" })));

        (await Refused(Alice.Send(new MergeLeadsCommand(Order(one))))).Fields!.Keys.ShouldBe(["loserIds"]);
        (await Refused(Alice.Send(new MergeLeadsCommand(Order(one, one))))).Fields!.Keys.ShouldBe(["loserIds"]);
        (await Refused(Alice.Send(new MergeLeadsCommand(Order(one, [.. Enumerable.Range(0, 10).Select(_ => Guid.CreateVersion7())]))))).Fields!.Keys.ShouldBe(["loserIds"]);
        (await Refused(Alice.Send(new MergeLeadsCommand(Order(one, two, foreign.Id))))).Fields!.Keys.ShouldBe(["loserIds[1]"]);
        (await Refused(Alice.Send(new MergeLeadsCommand(Order(Guid.CreateVersion7(), two))))).Fields!.Keys.ShouldBe(["winnerId"]);
        (await Refused(Alice.Send(new MergeLeadsCommand(new MergeOrder(one, [two], new Dictionary<string, Guid> { ["score"] = two }))))).Fields!.Keys.ShouldBe(["fields.score"]);
        (await Refused(Alice.Send(new MergeLeadsCommand(new MergeOrder(one, [two], new Dictionary<string, Guid> { ["email"] = foreign.Id }))))).Fields!.Keys.ShouldBe(["fields.email"]);
        (await Refused((await Organization.AddMemberAsync(Role.Sales)).Send(new MergeLeadsCommand(Order(one, two))))).Kind.ShouldBe(ErrorKind.Forbidden);
    }

    [Test]
    public async Task Chains_of_merges_are_flat_and_undone_from_the_end()
    {
        var (a, b, c) = (await ALead(), await ALead(), await ALead());
        var first = (await Done(Alice.Send(new MergeLeadsCommand(Order(b, a))))).MergeId!.Value;
        var second = (await Done(Alice.Send(new MergeLeadsCommand(Order(c, b))))).MergeId!.Value;

        (await Done(Alice.Send(new Application.Leads.Queries.GetLeadQuery(a)))).Id.ShouldBe(c);
        (await Refused(Alice.Send(new UnmergeLeadCommand(b, first)))).Code.ShouldBe("merged");
        await Done(Alice.Send(new UnmergeLeadCommand(c, second)));
        (await Done(Alice.Send(new Application.Leads.Queries.GetLeadQuery(a)))).Id.ShouldBe(b);
        await Done(Alice.Send(new UnmergeLeadCommand(b, first)));
        (await Done(Alice.Send(new Application.Leads.Queries.GetLeadQuery(a)))).Id.ShouldBe(a);
        (await Refused(Alice.Send(new UnmergeLeadCommand(b, first)))).Code.ShouldBe("already_undone");
        (await Refused(Alice.Send(new UnmergeLeadCommand(b, Guid.CreateVersion7())))).Fields!.Keys.ShouldBe(["mergeId"]);
    }

    [Test]
    public async Task An_undo_leaves_what_was_changed_since_and_names_it()
    {
        var (winner, loser, other) = (await AnAccount("Winner"), await AnAccount("Loser"), await AnAccount("Other"));
        var moved = await Done(Alice.Send(new CreateDealCommand(new DealDetails { Name = "Moved", AccountId = loser.Id })));
        var gone = await Done(Alice.Send(new CreateDealCommand(new DealDetails { Name = "Gone on", AccountId = loser.Id })));
        await Done(Alice.Send(new UpdateAccountCommand(loser.Id, new AccountPatch { Industry = Set<string?>("Food"), Website = Set<string?>("loser.example") })));
        var merge = (await Done(Alice.Send(new MergeAccountsCommand(Order(winner.Id, loser.Id))))).MergeId!.Value;
        await Done(Alice.Send(new UpdateDealCommand(gone.Id, new DealPatch { AccountId = Set<Guid?>(other.Id) })));
        await Done(Alice.Send(new UpdateAccountCommand(winner.Id, new AccountPatch { Industry = Set<string?>("Retail") })));

        var undone = await Done(Alice.Send(new UnmergeAccountCommand(winner.Id, merge)));

        undone.Kept.ShouldBe([new KeptRow("deals", gone.Id)]);
        (undone.Winner.Industry, undone.Winner.Website).ShouldBe(("Retail", null));
        (await Done(Alice.Send(new GetDealQuery(moved.Id)))).AccountId.ShouldBe(loser.Id);
        (await Done(Alice.Send(new GetDealQuery(gone.Id)))).AccountId.ShouldBe(other.Id);
    }

    [Test]
    public async Task A_merge_can_be_undone_for_thirty_days()
    {
        var (winner, loser) = (await AContact(), await AContact("Lim"));
        var merge = (await Done(Alice.Send(new MergeContactsCommand(Order(winner.Id, loser.Id))))).MergeId!.Value;
        var start = Nexus.Clock.Now;

        Nexus.Clock.Now = start + TimeSpan.FromDays(30) + TimeSpan.FromSeconds(1);
        (await Refused(Alice.Send(new UnmergeContactCommand(winner.Id, merge)))).Code.ShouldBe("undo_expired");
        Nexus.Clock.Now = start + TimeSpan.FromDays(30);
        (await Done(Alice.Send(new UnmergeContactCommand(winner.Id, merge)))).RestoredIds.ShouldBe([loser.Id]);
    }

    [Test]
    public async Task A_winner_below_a_loser_takes_its_place_in_the_hierarchy()
    {
        var top = await AnAccount("Top");
        var parent = await AnAccount("Parent", top.Id);
        var between = await AnAccount("Between", parent.Id);
        var winner = await AnAccount("Winner", between.Id);
        var sibling = await AnAccount("Sibling", parent.Id);

        await Done(Alice.Send(new MergeAccountsCommand(Order(winner.Id, parent.Id))));

        (await ParentOf(winner.Id)).ShouldBe(top.Id);
        (await ParentOf(between.Id)).ShouldBe(winner.Id);
        (await ParentOf(sibling.Id)).ShouldBe(winner.Id);
    }

    [Test]
    public async Task Roles_and_the_primary_contact_are_pooled()
    {
        var (winner, loser) = (await AnAccount("Winner"), await AnAccount("Loser"));
        var both = await AContact("Both", null, new AccountPart(winner.Id), new AccountPart(loser.Id, "Buyer"));
        var primary = await AContact("Primary", null, new AccountPart(loser.Id, "Boss", Primary: true));
        var deal = await Done(Alice.Send(new CreateDealCommand(new DealDetails { Name = "Pilot", Contacts = [new DealPart(both.Id), new DealPart(primary.Id, "Signs")] })));

        await Done(Alice.Send(new MergeAccountsCommand(Order(winner.Id, loser.Id))));
        var contact = (await Done(Alice.Send(new MergeContactsCommand(Order(both.Id, primary.Id))))).Winner;

        contact.Accounts.Select(a => (a.AccountId, a.Role, a.Primary)).ShouldBe([(winner.Id, "Buyer", true)]);
        (await Done(Alice.Send(new GetDealQuery(deal.Id)))).Contacts.ShouldBe([new DealPart(both.Id, "Signs")]);
    }

    [Test]
    public async Task Tombstones_are_in_no_list_and_no_recycle_bin_and_cannot_be_changed()
    {
        var (winner, loser) = (await AnAccount("Winner"), await AnAccount("Loser"));
        await Done(Alice.Send(new MergeAccountsCommand(Order(winner.Id, loser.Id))));

        (await Done(Alice.Send(new GetAccountQuery(loser.Id)))).Id.ShouldBe(winner.Id);
        var bin = await Done(Alice.Send(new ListAccountsQuery(new Application.Records.Lists.ListRequest { DeletedOnly = true, Limit = 200 })));
        bin.Rows.ShouldNotContain(a => a.Id == loser.Id);
        foreach (var refusal in new[]
                 {
                     await Refused(Alice.Send(new UpdateAccountCommand(loser.Id, new AccountPatch { Name = Set<string?>("X") }))), await Refused(Alice.Send(new DeleteAccountCommand(loser.Id))),
                     await Refused(Alice.Send(new RestoreAccountCommand(loser.Id))), await Refused(Alice.Send(new MergeAccountsCommand(Order(loser.Id, winner.Id)))),
                 })
            (refusal.Code, refusal.Details!["mergedInto"]).ShouldBe(("merged", winner.Id));
    }

    [Test]
    public async Task A_trial_says_what_would_come_of_it_and_writes_nothing()
    {
        var (winner, loser) = (await AContact("Tan"), await AContact("Lim"));
        await Done(Alice.Send(new UpdateContactCommand(loser.Id, new ContactPatch { JobTitle = Set<string?>("Buyer") })));
        var before = await PictureAsync(Organization);

        var tried = await Done(Alice.Send(new MergeContactsCommand(Order(winner.Id, loser.Id), DryRun: true)));

        (tried.Winner.JobTitle, tried.MergeId).ShouldBe(("Buyer", null));
        (await PictureAsync(Organization)).ShouldBe(before);
    }

    [Test]
    public async Task Merging_converting_and_deleting_at_once_end_in_one_of_the_orders([Range(1, 6)] int round)
    {
        var (winner, loser) = (await ALead(new LeadDetails { LastName = $"Race {round}" }), await ALead(new LeadDetails { LastName = $"Race {round}" }));

        var merge = Alice.Send(new MergeLeadsCommand(Order(winner, loser)));
        var convert = Alice.Send(new ConvertLeadCommand(loser, new ConversionChoices { Account = ConversionTarget.Skip, Contact = ConversionTarget.Create }));
        var delete = Alice.Send(new DeleteLeadCommand(loser));
        await Task.WhenAll(merge, convert, delete);

        var lead = await Alice.WithDbAsync(db => db.Set<Lead>().IgnoreQueryFilters(["soft-delete"]).AsNoTracking().SingleAsync(l => l.Id == loser));
        (await merge).Succeeded.ShouldBe(lead.MergedIntoId == winner);
        (await convert).Succeeded.ShouldBe(lead.Status is LeadStatus.Converted);
        ((await merge).Succeeded && (await convert).Succeeded).ShouldBeFalse("a lead is merged or converted, never both");
        if (!(await merge).Succeeded) (await merge).Error!.Code.ShouldBeOneOf("lead_converted", "validation_failed");
        if (!(await convert).Succeeded) (await convert).Error!.Code.ShouldBeOneOf("merged", "not_found");
        if (!(await delete).Succeeded) (await delete).Error!.Code.ShouldBeOneOf("merged", "not_found");
    }

    [Test]
    public async Task Every_foreign_key_to_a_record_that_can_be_merged_is_in_the_map()
    {
        await using var source = NpgsqlDataSource.Create(Nexus.Connections.Admin!);
        await using var keys = source.CreateCommand("""
            select c.conrelid::regclass::text, a.attname, c.confrelid::regclass::text from pg_constraint c
            join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[array_upper(c.conkey, 1)]
            where c.contype = 'f' and c.confrelid::regclass::text in ('leads', 'accounts', 'contacts')
            """);
        var missing = new List<string>();
        await using var reader = await keys.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var (table, column, target) = (reader.GetString(0), reader.GetString(1), reader.GetString(2));
            var map = MergeMap.Of[target switch { "leads" => RecordType.Lead, "accounts" => RecordType.Account, _ => RecordType.Contact }];
            var known = map.Columns.Select(c => (c.Table, c.Column)).Concat(map.Joins.Select(j => (j.Table, j.Column))).Concat(map.Staying.Select(s => (s.Table, s.Column)));
            if (!known.Contains((table, column))) missing.Add($"{table}.{column}");
        }

        missing.ShouldBeEmpty();
    }

    private Task<Guid?> ParentOf(Guid id) => Alice.WithDbAsync(db => db.Set<Account>().Where(a => a.Id == id).Select(a => a.ParentId).SingleAsync());

    private async Task<Guid> ALead(LeadDetails? details = null)
    {
        Nexus.Clock.Advance(TimeSpan.FromSeconds(1));
        return (await Done(Alice.Send(new CreateLeadCommand(details ?? new LeadDetails { LastName = "Tan" })))).Id;
    }
}
