using NexusCrm.Domain.Leads;
using static NexusCrm.Domain.UnitTests.Given;

namespace NexusCrm.Domain.UnitTests.Leads;

internal sealed class LeadScoreTests
{
    private static readonly LeadFacts Nothing = new(false, false, false, false, false, false, null, null, Now.AddYears(-1));
    private static readonly LeadFacts Everything = new(true, true, true, true, true, true, LeadRating.Hot, Now, Now);

    private static ScoringProfile Profile => ScoringProfile.Default(Organization, Now, Alice);

    private static IEnumerable<TestCaseData> Factors()
    {
        yield return new TestCaseData(Nothing, 0).SetArgDisplayNames("nothing known");
        yield return new TestCaseData(Nothing with { HasEmail = true }, 10).SetArgDisplayNames("e-mail");
        yield return new TestCaseData(Nothing with { HasPhone = true }, 5).SetArgDisplayNames("phone");
        yield return new TestCaseData(Nothing with { HasCompany = true }, 10).SetArgDisplayNames("company");
        yield return new TestCaseData(Nothing with { HasIndustry = true }, 5).SetArgDisplayNames("industry");
        yield return new TestCaseData(Nothing with { HasAnnualRevenue = true }, 10).SetArgDisplayNames("annual revenue");
        yield return new TestCaseData(Nothing with { HasBudget = true }, 15).SetArgDisplayNames("budget");
        yield return new TestCaseData(Nothing with { Rating = LeadRating.Hot }, 20).SetArgDisplayNames("hot");
        yield return new TestCaseData(Nothing with { Rating = LeadRating.Warm }, 10).SetArgDisplayNames("warm");
        yield return new TestCaseData(Nothing with { Rating = LeadRating.Cold }, 0).SetArgDisplayNames("cold");
        yield return new TestCaseData(Nothing with { LastEngagementAt = Now.AddDays(-30) }, 15).SetArgDisplayNames("engaged exactly 30 days ago");
        yield return new TestCaseData(Nothing with { LastEngagementAt = Now.AddDays(-30).AddTicks(-1) }, 0).SetArgDisplayNames("engaged a tick earlier");
        yield return new TestCaseData(Nothing with { CreatedAt = Now.AddDays(-30) }, 10).SetArgDisplayNames("created exactly 30 days ago");
        yield return new TestCaseData(Nothing with { CreatedAt = Now.AddDays(-30).AddTicks(-1) }, 0).SetArgDisplayNames("created a tick earlier");
        yield return new TestCaseData(Everything, 100).SetArgDisplayNames("everything");
        yield return new TestCaseData(Everything with { Rating = LeadRating.Warm }, 90).SetArgDisplayNames("everything, warm");
    }

    [TestCaseSource(nameof(Factors))]
    public void The_default_profile_gives_the_points_of_the_product_page(LeadFacts facts, int points) => LeadScore.Of(facts, Profile, Now).Value.ShouldBe(points);

    [Test]
    public void The_breakdown_has_a_line_with_reason_for_every_factor()
    {
        var score = LeadScore.Of(Nothing with { HasEmail = true }, Profile, Now);

        score.Breakdown.Select(l => l.Factor).ShouldBe(ScoringFactors.Defaults.Select(f => f.Key));
        score.Breakdown[0].ShouldBe(new ScoreLine("email", 10, 10, "E-mail known"));
        score.Breakdown[1].ShouldBe(new ScoreLine("phone", 0, 5, "Phone missing"));
        score.Breakdown[^1].ShouldBe(new ScoreLine("recent", 0, 10, "Not created within 30 days"));
    }

    [Test]
    public void The_stored_breakdown_is_stable_json_that_reads_back()
    {
        var score = LeadScore.Of(Everything, Profile, Now);

        score.BreakdownJson().ShouldStartWith("""[{"factor":"email","points":10,"max":10,"reason":"E-mail known"},{"factor":"phone","points":5""");
        LeadScore.ReadBreakdown(score.BreakdownJson()).ShouldBe(score.Breakdown);
    }

    [Test]
    public void Whatever_the_facts_and_the_profile_the_score_stays_within_0_and_100_and_is_the_clamped_sum()
    {
        var random = new Random(20261121);
        for (var round = 0; round < 5_000; round++)
        {
            var (facts, profile) = (AnyFacts(random), AnyProfile(random));

            var score = LeadScore.Of(facts, profile, Now);

            score.Value.ShouldBeInRange(0, 100);
            score.Value.ShouldBe(Math.Min(100, score.Breakdown.Sum(l => l.Points)));
            score.Breakdown.ShouldAllBe(l => l.Points == 0 || l.Points == l.Max);
            LeadScore.Of(facts, profile, Now).BreakdownJson().ShouldBe(score.BreakdownJson());
        }
    }

    [Test]
    public void Knowing_more_never_lowers_the_score()
    {
        var random = new Random(7);
        for (var round = 0; round < 1_000; round++)
        {
            var (facts, profile) = (AnyFacts(random), AnyProfile(random));
            var before = LeadScore.Of(facts, profile, Now).Value;

            LeadScore.Of(facts with { HasEmail = true, HasBudget = true, LastEngagementAt = Now }, profile, Now).Value.ShouldBeGreaterThanOrEqualTo(before);
        }
    }

    [Test]
    public void A_changed_profile_gets_the_next_version_and_scores_by_it()
    {
        var profile = Profile;

        Ok(profile.Change([new ScoringFactor("email", 70), new ScoringFactor("phone", 60), new ScoringFactor("recent", 5, 7)], Now, Bob));

        profile.ProfileVersion.ShouldBe(2);
        profile.Factors.Count.ShouldBe(11);
        var score = LeadScore.Of(Everything with { CreatedAt = Now.AddDays(-8) }, profile, Now);
        (score.Value, score.ProfileVersion, score.Breakdown.Sum(l => l.Points)).ShouldBe((100, 2, 130));
        profile.TakeEvents().ShouldHaveSingleItem().ShouldBe(new ScoringProfileChanged(Organization, profile.Id, 2));
    }

    [Test]
    public void The_same_profile_again_is_no_change()
    {
        var profile = Profile;

        Ok(profile.Change([.. profile.Factors], Now, Bob));

        profile.ProfileVersion.ShouldBe(1);
        profile.TakeEvents().ShouldBeEmpty();
    }

    [TestCase("email", -1, null)]
    [TestCase("email", 101, null)]
    [TestCase("email", 10, 30)]
    [TestCase("weather", 10, null)]
    [TestCase("recent", 10, 0)]
    [TestCase("engagement", 10, 366)]
    public void A_factor_outside_the_rules_is_refused(string key, int points, int? windowDays)
    {
        var profile = Profile;

        Refused(profile.Change([new ScoringFactor(key, points, windowDays)], Now, Bob)).Fields!.Keys.ShouldBe(["factors"]);
        profile.ProfileVersion.ShouldBe(1);
    }

    [Test]
    public void A_factor_given_twice_is_refused() =>
        Refused(Profile.Change([new ScoringFactor("email", 1), new ScoringFactor("email", 2)], Now, Bob)).Fields!["factors"].ShouldBe(["'email' is given twice."]);

    private static LeadFacts AnyFacts(Random random) => new(
        Coin(random), Coin(random), Coin(random), Coin(random), Coin(random), Coin(random),
        Coin(random) ? (LeadRating)random.Next(3) : null,
        Coin(random) ? Now.AddHours(-random.Next(2_000)) : null,
        Now.AddHours(-random.Next(2_000)));

    private static ScoringProfile AnyProfile(Random random)
    {
        var profile = Profile;
        Ok(profile.Change([.. ScoringFactors.Defaults.Select(d => d with { Points = random.Next(101), WindowDays = d.WindowDays is null ? null : random.Next(1, 366) })], Now, Bob));
        return profile;
    }

    private static bool Coin(Random random) => random.Next(2) == 1;
}
