using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Deals;
using NexusCrm.Application.Deals.Commands;
using NexusCrm.Application.Deals.Queries;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Application.Records.Sorting;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Deals;

namespace NexusCrm.Application.FunctionalTests.Deals;

[TestFixture]
internal sealed class CreateDealCommandTests : CrmFixture
{
    [Test]
    public async Task It_starts_in_the_first_stage_of_the_default_pipeline()
    {
        var deal = await ADeal(amount: new Money(1000, "SGD"));

        (deal.StageName, deal.Status, deal.Probability).ShouldBe(("New", DealStatus.Open, 10));
        deal.OwnerName.ShouldBe("Alice Owner");
    }

    [Test]
    public async Task What_it_refers_to_must_be_there()
    {
        var (account, contact) = (await AnAccount(by: Stranger), await AContact(by: Stranger));

        (await Refused(Create(new DealDetails { Name = "A", AccountId = account.Id }))).Fields!["accountId"].ShouldBe(["not found"]);
        (await Refused(Create(new DealDetails { Name = "A", Contacts = [new DealPart(contact.Id)] }))).Fields!["contacts[0].contactId"].ShouldBe(["not found"]);
        (await Refused(Alice.Send(new CreateDealCommand(new DealDetails { Name = "A" }, PipelineId: Guid.CreateVersion7())))).Fields!["pipelineId"].ShouldBe(["not found"]);
        (await Refused(Alice.Send(new CreateDealCommand(new DealDetails { Name = "A" }, StageId: (await Stage("Won")).Id)))).Fields!.Keys.ShouldBe(["stageId"]);
    }

    private Task<Result<DealRecord>> Create(DealDetails details) => Alice.Send(new CreateDealCommand(details));
}

[TestFixture]
internal sealed class UpdateDealCommandTests : CrmFixture
{
    [Test]
    public async Task A_persons_probability_stays_until_it_is_cleared()
    {
        var deal = await ADeal();

        var set = await Done(Alice.Send(new UpdateDealCommand(deal.Id, new DealPatch { Probability = 33, CloseDate = new DateOnly(2026, 12, 24) }, deal.Version)));
        (set.Probability, set.ProbabilityOverridden).ShouldBe((33, true));
        (await Done(Move(deal.Id, "Proposal"))).Probability.ShouldBe(33);
        var cleared = await Done(Alice.Send(new UpdateDealCommand(deal.Id, new DealPatch { Probability = null })));
        (cleared.Probability, cleared.ProbabilityOverridden, cleared.CloseDate).ShouldBe((50, false, new DateOnly(2026, 12, 24)));
        (await Refused(Alice.Send(new UpdateDealCommand(deal.Id, new DealPatch { Name = "B" }, deal.Version)))).Kind.ShouldBe(ErrorKind.Stale);
    }

    private async Task<Result<DealRecord>> Move(Guid deal, string stage) => await Alice.Send(new MoveDealCommand(deal, (await Stage(stage)).Id, null, null, DealClosing.Unsaid));
}

[TestFixture]
internal sealed class MoveDealCommandTests : CrmFixture
{
    [Test]
    public async Task Winning_needs_an_amount_and_closes_today_in_the_organizations_zone()
    {
        var deal = await ADeal();
        (await Refused(Move(deal.Id, "Won"))).Fields!.Keys.ShouldBe(["amount"]);
        await Done(Alice.Send(new UpdateDealCommand(deal.Id, new DealPatch { Amount = new Money(500, "SGD") })));

        var won = await Done(Move(deal.Id, "Won"));

        (won.Status, won.Probability, won.ClosedOn, won.CloseDate).ShouldBe((DealStatus.Won, 100, new DateOnly(2026, 7, 15), new DateOnly(2026, 7, 15)));
        var reopened = await Done(Move(deal.Id, "Negotiation"));
        (reopened.Status, reopened.Probability, reopened.ClosedOn).ShouldBe((DealStatus.Open, 75, null));
        (await Alice.WithDbAsync(db => db.Set<DealStageChange>().CountAsync(c => c.DealId == deal.Id))).ShouldBe(2);
    }

    [Test]
    public async Task Losing_needs_a_reason()
    {
        var deal = await ADeal();

        (await Refused(Move(deal.Id, "Lost"))).Fields!.Keys.ShouldBe(["lostReason"]);
        (await Done(Move(deal.Id, "Lost", closing: new DealClosing(LostReason.Price)))).LostReason.ShouldBe(LostReason.Price);
    }

    [Test]
    public async Task A_place_between_two_others_is_kept()
    {
        var stage = await Stage("Qualified");
        var (a, b, c) = (await ADeal("A"), await ADeal("B"), await ADeal("C"));
        await Done(Move(a.Id, "Qualified"));
        await Done(Move(b.Id, "Qualified"));

        await Done(Move(c.Id, "Qualified", before: b.Id, after: a.Id));
        (await Column(stage.Id)).ShouldBe(["A", "C", "B"]);
        await Done(Move(b.Id, "Qualified", before: a.Id));
        (await Column(stage.Id)).ShouldBe(["B", "A", "C"]);
        await Done(Move(b.Id, "Qualified", after: c.Id));
        (await Column(stage.Id)).ShouldBe(["A", "C", "B"]);
        (await Refused(Move(a.Id, "Qualified", before: Guid.CreateVersion7()))).Fields!["before"].ShouldBe(["not found"]);
    }

    [Test]
    public async Task Deals_that_fell_on_one_place_are_pulled_apart()
    {
        var stage = await Stage("Negotiation");
        // Of deals on one place the older id comes first; ids of one millisecond come in any order.
        var two = new[] { await ADeal("X"), await ADeal("Y") }.OrderBy(d => d.Id.ToString(), StringComparer.Ordinal).ToArray();
        var (a, b, c) = (two[0], two[1], await ADeal("C"));
        await Done(Move(a.Id, "Negotiation"));
        await Done(Move(b.Id, "Negotiation"));
        await Alice.WithDbAsync(db => db.Set<Deal>().Where(d => d.StageId == stage.Id).ExecuteUpdateAsync(set => set.SetProperty(d => d.Rank, "i")));
        var version = (await Done(Alice.Send(new GetDealQuery(a.Id)))).Version;

        await Done(Move(c.Id, "Negotiation", before: b.Id, after: a.Id));

        (await Column(stage.Id)).ShouldBe([a.Name, "C", b.Name]);
        (await Done(Alice.Send(new GetDealQuery(a.Id)))).Version.ShouldBe(version);
    }

    [Test]
    public async Task Moves_to_one_place_at_once_all_survive()
    {
        var stage = await Stage("Proposal");
        var anchor = await ADeal("Anchor");
        await Done(Move(anchor.Id, "Proposal"));
        var deals = new List<DealRecord>();
        for (var i = 0; i < 6; i++) deals.Add(await ADeal($"D{i}"));

        var moved = await Task.WhenAll(deals.Select(d => Move(d.Id, "Proposal", after: anchor.Id)));

        moved.ShouldAllBe(r => r.Succeeded);
        var column = await Column(stage.Id);
        column[0].ShouldBe("Anchor");
        column.Count.ShouldBe(7);
        moved.Select(m => m.Value.Rank).Distinct().Count().ShouldBe(6);
    }

    [Test]
    public async Task Another_organizations_deal_and_stage_are_not_found()
    {
        var deal = await ADeal();
        var foreign = await ADeal(by: Stranger);

        (await Refused(Move(foreign.Id, "Qualified"))).Kind.ShouldBe(ErrorKind.NotFound);
        (await Refused(Alice.Send(new MoveDealCommand(deal.Id, foreign.StageId, null, null, DealClosing.Unsaid)))).Fields!["stageId"].ShouldBe(["not found"]);
    }

    private async Task<Result<DealRecord>> Move(Guid deal, string stage, Guid? before = null, Guid? after = null, DealClosing? closing = null) =>
        await Alice.Send(new MoveDealCommand(deal, (await Stage(stage)).Id, before, after, closing ?? DealClosing.Unsaid));

    private Task<List<string>> Column(Guid stage) => Alice.WithDbAsync(db => db.Set<Deal>().Where(d => d.StageId == stage).OrderBy(d => d.Rank).ThenBy(d => d.Id).Select(d => d.Name).ToListAsync());
}

[TestFixture]
internal sealed class DeleteDealCommandTests : CrmFixture
{
    [Test]
    public async Task It_leaves_the_lists_and_lies_in_the_recycle_bin()
    {
        var deal = await ADeal();

        await Done(Alice.Send(new DeleteDealCommand(deal.Id, deal.Version)));

        (await Done(Alice.Send(new ListDealsQuery(new ListRequest())))).Rows.ShouldNotContain(d => d.Id == deal.Id);
        (await Done(Alice.Send(new ListDealsQuery(new ListRequest { DeletedOnly = true })))).Rows.ShouldContain(d => d.Id == deal.Id);
    }
}

[TestFixture]
internal sealed class RestoreDealCommandTests : CrmFixture
{
    [Test]
    public async Task It_is_back_where_it_was()
    {
        var deal = await ADeal();
        await Done(Alice.Send(new DeleteDealCommand(deal.Id)));

        (await Done(Alice.Send(new RestoreDealCommand(deal.Id)))).StageId.ShouldBe(deal.StageId);
    }
}

[TestFixture]
internal sealed class DealQueryTests : CrmFixture
{
    [Test]
    public async Task Pages_follow_each_other_without_gap()
    {
        var names = Enumerable.Range(0, 5).Select(i => $"D{i}").ToList();
        foreach (var name in names) await ADeal(name);

        var request = new ListRequest { Limit = 2, Sort = Sort.Parse("name").Value };
        var seen = new List<string>();
        for (string? cursor = null; ;)
        {
            var page = await Done(Alice.Send(new ListDealsQuery(request with { After = cursor })));
            seen.AddRange(page.Rows.Select(r => r.Name));
            if ((cursor = page.Next) is null) break;
        }

        seen.ShouldBe(names);
    }

    [Test]
    public async Task A_new_organization_has_one_pipeline()
    {
        var pipeline = (await Done(Stranger.Send(new ListPipelinesQuery()))).Single();

        pipeline.Stages.Select(s => (s.Name, s.Probability)).ShouldBe([("New", 10), ("Qualified", 25), ("Proposal", 50), ("Negotiation", 75), ("Won", 100), ("Lost", 0)]);
    }
}
