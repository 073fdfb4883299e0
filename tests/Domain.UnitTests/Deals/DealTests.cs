using NexusCrm.Domain.Common;
using NexusCrm.Domain.Deals;
using static NexusCrm.Domain.UnitTests.Given;

namespace NexusCrm.Domain.UnitTests.Deals;

internal sealed class DealTests
{
    private static readonly Pipeline Sales = Pipeline.Default(Organization, Now, Alice);
    private static readonly DealClosing LostOnPrice = new(LostReason.Price);

    private static PipelineStage Stage(string name) => Sales.Stages.Single(s => s.Name == name);

    private static Deal ADeal(DealDetails? details = null, string? stage = null)
    {
        var deal = Ok(Deal.Create(Organization, details ?? new DealDetails { Name = "Fleet", Amount = new Money(50_000m, "SGD") }, Sales, stage is null ? null : Stage(stage).Id, "i", Now, Alice));
        deal.TakeEvents();
        return deal;
    }

    private static Result<Done> Move(Deal deal, string stage, DealClosing? closing = null, DateTimeOffset? at = null) =>
        deal.Move(Stage(stage), "m", closing ?? DealClosing.Unsaid, Today, at ?? Now, Bob);

    [Test]
    public void The_pipeline_of_a_new_organization_is_the_documented_one()
    {
        Sales.Stages.OrderBy(s => s.Position).Select(s => (s.Name, s.Probability, s.Kind)).ShouldBe(
        [
            ("New", 10, StageKind.Open), ("Qualified", 25, StageKind.Open), ("Proposal", 50, StageKind.Open), ("Negotiation", 75, StageKind.Open), ("Won", 100, StageKind.Won), ("Lost", 0, StageKind.Lost),
        ]);
        (Sales.IsDefault, Sales.FirstStage.Name).ShouldBe((true, "New"));
    }

    [Test]
    public void A_deal_starts_in_the_first_stage_with_its_probability()
    {
        var deal = ADeal();

        (deal.StageId, deal.PipelineId, deal.Probability, deal.Status, deal.ProbabilityOverridden).ShouldBe((Stage("New").Id, Sales.Id, 10, DealStatus.Open, false));
        ADeal(stage: "Proposal").Probability.ShouldBe(50);
    }

    [TestCase("Won")]
    [TestCase("Lost")]
    public void A_deal_does_not_start_closed(string stage) =>
        Refused(Deal.Create(Organization, new DealDetails { Name = "Fleet" }, Sales, Stage(stage).Id, "i", Now, Alice)).Fields!.Keys.ShouldBe(["stageId"]);

    [Test]
    public void A_stage_of_another_pipeline_is_not_there()
    {
        var other = Pipeline.Default(Organization, Now, Alice);

        Refused(Deal.Create(Organization, new DealDetails { Name = "Fleet" }, Sales, other.FirstStage.Id, "i", Now, Alice)).Fields!.Keys.ShouldBe(["stageId"]);
        Refused(ADeal().Move(other.FirstStage, "m", DealClosing.Unsaid, Today, Now, Bob)).Fields!.Keys.ShouldBe(["stageId"]);
    }

    [TestCase("Qualified", 25)]
    [TestCase("Proposal", 50)]
    [TestCase("Negotiation", 75)]
    [TestCase("Won", 100)]
    [TestCase("Lost", 0)]
    public void Moving_sets_the_probability_of_the_stage(string stage, int probability)
    {
        var deal = ADeal();

        Ok(Move(deal, stage, LostOnPrice));

        deal.Probability.ShouldBe(probability);
    }

    [Test]
    public void A_probability_set_by_a_person_survives_open_stages_but_no_outcome()
    {
        var deal = ADeal();
        Ok(deal.Change(deal.Details() with { ProbabilityOverride = 60 }, Stage("New"), Now, Bob));

        Ok(Move(deal, "Proposal"));
        (deal.Probability, deal.ProbabilityOverridden).ShouldBe((60, true));
        Ok(Move(deal, "Won"));
        (deal.Probability, deal.ProbabilityOverridden).ShouldBe((100, false));
        Refused(deal.Change(deal.Details() with { ProbabilityOverride = 60 }, Stage("Won"), Now, Bob)).Fields!.Keys.ShouldBe(["probability"]);
    }

    [Test]
    public void Taking_the_override_back_returns_to_the_stage_and_an_unrelated_edit_leaves_it()
    {
        var deal = ADeal(new DealDetails { Name = "Fleet", ProbabilityOverride = 60 });

        Ok(deal.Change(deal.Details() with { NextStep = "call" }, Stage("New"), Now, Bob));
        deal.Probability.ShouldBe(60);
        Ok(deal.Change(deal.Details() with { ProbabilityOverride = null }, Stage("New"), Now, Bob));
        (deal.Probability, deal.ProbabilityOverridden).ShouldBe((10, false));
    }

    [Test]
    public void Winning_needs_an_amount()
    {
        var deal = ADeal(new DealDetails { Name = "Fleet" });

        Refused(Move(deal, "Won")).Fields!.Keys.ShouldBe(["amount"]);
        deal.Status.ShouldBe(DealStatus.Open);
        deal.StageHistory.ShouldBeEmpty();
    }

    [Test]
    public void Losing_needs_a_reason_and_another_reason_a_note()
    {
        var deal = ADeal();

        Refused(Move(deal, "Lost")).Fields!.Keys.ShouldBe(["lostReason"]);
        Refused(Move(deal, "Lost", new DealClosing(LostReason.Other, null, " "))).Fields!.Keys.ShouldBe(["note"]);
        Ok(Move(deal, "Lost", new DealClosing(LostReason.Other, "never mind", " moved away ")));
        (deal.Status, deal.LostReason, deal.ClosingNote, deal.WonReason).ShouldBe((DealStatus.Lost, LostReason.Other, "moved away", null));
    }

    [Test]
    public void Closing_takes_today_for_a_missing_close_date_and_keeps_a_given_one()
    {
        var (blank, dated) = (ADeal(), ADeal(new DealDetails { Name = "Fleet", Amount = new Money(1m, "SGD"), CloseDate = Today.AddDays(9) }));

        Ok(Move(blank, "Won"));
        Ok(Move(dated, "Won"));

        (blank.CloseDate, blank.ClosedOn).ShouldBe((Today, Today));
        (dated.CloseDate, dated.ClosedOn).ShouldBe((Today.AddDays(9), Today));
    }

    [Test]
    public void Reopening_clears_the_outcome_and_keeps_the_history()
    {
        var deal = ADeal();
        Ok(Move(deal, "Lost", LostOnPrice, Now.AddHours(1)));

        Ok(Move(deal, "Qualified", null, Now.AddHours(3)));

        (deal.Status, deal.LostReason, deal.ClosedOn, deal.Probability).ShouldBe((DealStatus.Open, null, null, 25));
        deal.StageHistory.Select(h => (h.FromStageId, h.ToStageId, h.Seconds, h.By)).ShouldBe([(Stage("New").Id, Stage("Lost").Id, 3_600, Bob), (Stage("Lost").Id, Stage("Qualified").Id, 7_200, Bob)]);
        deal.StageEnteredAt.ShouldBe(Now.AddHours(3));
        deal.TakeEvents().OfType<DealStageChanged>().Select(e => (e.FromStatus, e.ToStatus)).ShouldBe([(DealStatus.Open, DealStatus.Lost), (DealStatus.Lost, DealStatus.Open)]);
    }

    [Test]
    public void A_move_within_the_stage_only_changes_the_place()
    {
        var deal = ADeal();

        Ok(Move(deal, "New"));

        deal.Rank.ShouldBe("m");
        deal.StageHistory.ShouldBeEmpty();
        deal.TakeEvents().ShouldBeEmpty();
    }

    [Test]
    public void A_won_deal_keeps_its_amount()
    {
        var deal = ADeal();
        Ok(Move(deal, "Won"));

        Refused(deal.Change(deal.Details() with { Amount = null }, Stage("Won"), Now, Bob)).Fields!.Keys.ShouldBe(["amount"]);
        Ok(deal.Change(deal.Details() with { Amount = new Money(60_000m, "SGD") }, Stage("Won"), Now, Bob));
        deal.Probability.ShouldBe(100);
    }

    [TestCase(-1)]
    [TestCase(101)]
    public void A_probability_is_a_percentage(int percent) =>
        Refused(Deal.Create(Organization, new DealDetails { ProbabilityOverride = percent }, Sales, null, "i", Now, Alice)).Fields!.Keys.ShouldBe(["probability", "name"], ignoreOrder: true);

    [Test]
    public void Between_two_ranks_there_is_always_another()
    {
        var random = new Random(11);
        var ranks = new List<string> { Rank.Between(null, null) };
        for (var i = 0; i < 2_000; i++)
        {
            var at = random.Next(ranks.Count + 1);
            ranks.Insert(at, Rank.Between(at == 0 ? null : ranks[at - 1], at == ranks.Count ? null : ranks[at]));
        }

        ranks.ShouldBe([.. ranks.Order(StringComparer.Ordinal)]);
        ranks.ShouldBeUnique();
        ranks.ShouldAllBe(r => !r.EndsWith('0') && r.Length < Rank.MaxLength);
    }

    [Test]
    public void Ranks_out_of_order_are_a_bug() => Should.Throw<ArgumentException>(() => Rank.Between("m", "c"));
}
