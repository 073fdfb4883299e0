using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Leads;
using NexusCrm.Application.Leads.Commands;
using NexusCrm.Application.Leads.Queries;
using NexusCrm.Domain.Activities;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;
using NexusCrm.TestKit.Nexus;

namespace NexusCrm.Application.FunctionalTests.Leads;

[TestFixture]
internal sealed class ScoreLeadCommandTests : LeadFixture
{
    [Test]
    public async Task A_score_is_kept_without_raising_the_version()
    {
        var organization = await Nexus.AnOrganizationAsync();
        var lead = await ALead(organization.Owner);
        await organization.Owner.WithDbAsync(db => db.Leads.ExecuteUpdateAsync(set => set.SetProperty(l => l.Score, 1)));

        var score = await organization.Owner.Send(new ScoreLeadCommand(lead.Id));

        var stored = await Stored(organization.Owner, lead.Id);
        (stored.Score, stored.Version).ShouldBe((score.Value.Value, 1));
        stored.DerivedStamp.ShouldBe(lead.DerivedStamp + 1);
        LeadScore.ReadBreakdown(stored.ScoreBreakdown).ShouldBe(score.Value.Breakdown);
    }

    [Test]
    public async Task An_unchanged_score_writes_nothing()
    {
        var lead = await ALead();

        await Alice.Send(new ScoreLeadCommand(lead.Id));

        (await Stored(Alice, lead.Id)).DerivedStamp.ShouldBe(lead.DerivedStamp);
    }

    [Test]
    public async Task Explaining_says_why_and_saves_nothing()
    {
        var organization = await Nexus.AnOrganizationAsync();
        var lead = await ALead(organization.Owner);
        await organization.Owner.WithDbAsync(db => db.Leads.ExecuteUpdateAsync(set => set.SetProperty(l => l.Score, 1)));

        var explained = await organization.Owner.Send(new ExplainLeadScoreQuery(lead.Id));

        explained.Value.Value.ShouldBe(30);
        explained.Value.Breakdown.Single(l => l.Factor == ScoringFactors.Email).ShouldBe(new ScoreLine("email", 10, 10, "E-mail known"));
        (await Stored(organization.Owner, lead.Id)).Score.ShouldBe(1);
    }

    [Test]
    public async Task A_completed_outbound_call_engages_and_contacts_the_lead()
    {
        var lead = await ALead();
        var call = Activity.Log(
            Organization.Id, new ActivityDetails { Kind = ActivityKind.Call, Subject = "Intro", Direction = ActivityDirection.Outbound },
            [new RecordReference(RecordType.Lead, lead.Id)], "Interested", Nexus.Clock.Now, Nexus.Clock.Now, Alice.UserId).Value;

        await Alice.WithDbAsync(async db =>
        {
            await using var transaction = await db.BeginAsync(CancellationToken.None);
            db.Add(call);
            await db.SaveChangesAsync();
            await transaction.CommitAsync(CancellationToken.None);
            return Done.Value;
        });

        var engaged = (await Alice.Send(new GetLeadQuery(lead.Id))).Value;
        engaged.Score.ShouldBe(lead.Score + 15);
        engaged.Status.ShouldBe(LeadStatus.Contacted);
    }
}

[TestFixture]
internal sealed class RescoreLeadsCommandTests : LeadFixture
{
    [Test]
    public async Task The_database_scores_exactly_as_the_domain_does()
    {
        var organization = await Nexus.AnOrganizationAsync();
        var factors = Gen.Sample(ProfileFactors(), 1)[0];
        var profile = await organization.Owner.WithDbAsync(async db =>
        {
            db.AddRange(Gen.Sample(AnyLead(organization), 300));
            var stored = await db.ScoringProfiles.SingleAsync();
            stored.Change(factors, Nexus.Clock.Now, null).Succeeded.ShouldBeTrue();
            await db.SaveChangesAsync();
            await db.Leads.ExecuteUpdateAsync(set => set.SetProperty(l => l.Score, 0).SetProperty(l => l.ScoreBreakdown, "[]"));
            return stored;
        });

        (await Nexus.SendAsync(organization.Job, new RescoreLeadsCommand())).Succeeded.ShouldBeTrue();

        var leads = await organization.Owner.WithDbAsync(db => db.Leads.AsNoTracking().ToListAsync());
        foreach (var lead in leads)
        {
            var expected = LeadScore.Of(LeadFacts.Of(lead), profile, Nexus.Clock.Now);
            lead.Score.ShouldBe(expected.Value);
            LeadScore.ReadBreakdown(lead.ScoreBreakdown).ShouldBe(expected.Breakdown);
            lead.Version.ShouldBe(1);
        }
    }

    [Test]
    public async Task Only_leads_whose_score_changed_are_written()
    {
        var organization = await Nexus.AnOrganizationAsync();
        await ALead(organization.Owner);
        Nexus.Clock.Advance(TimeSpan.FromDays(20));
        var young = await ALead(organization.Owner);
        (await Nexus.SendAsync(organization.Job, new RescoreLeadsCommand())).Value.ShouldBe(0);

        Nexus.Clock.Advance(TimeSpan.FromDays(11));

        (await Nexus.SendAsync(organization.Job, new RescoreLeadsCommand())).Value.ShouldBe(1);
        (await Stored(organization.Owner, young.Id)).DerivedStamp.ShouldBe(young.DerivedStamp);
    }

    [Test]
    public async Task Other_organizations_are_left_alone_and_members_may_not()
    {
        var (one, other) = (await Nexus.AnOrganizationAsync(), await Nexus.AnOrganizationAsync());
        var lead = await ALead(other.Owner);
        await other.Owner.WithDbAsync(db => db.Leads.ExecuteUpdateAsync(set => set.SetProperty(l => l.Score, 1)));

        (await Nexus.SendAsync(one.Job, new RescoreLeadsCommand())).Value.ShouldBe(0);

        (await Stored(other.Owner, lead.Id)).Score.ShouldBe(1);
        (await one.Owner.Send(new RescoreLeadsCommand())).Error!.Code.ShouldBe("forbidden");
    }

    private static Gen<ScoringFactor[]> ProfileFactors() =>
        from points in Gen.ArrayOf(Gen.Choose(0, 60), ScoringFactors.Defaults.Count)
        from window in Gen.Choose(1, 60)
        select ScoringFactors.Defaults.Select((f, i) => f with { Points = points[i], WindowDays = ScoringFactors.HasWindow(f.Key) ? window : null }).ToArray();

    private Gen<Lead> AnyLead(TestOrganization organization) =>
        from known in Gen.ArrayOf(Gen.Elements(true, false), 6)
        from rating in Gen.Elements<LeadRating?>(null, LeadRating.Hot, LeadRating.Warm, LeadRating.Cold)
        from age in Gen.Choose(0, 120)
        from engaged in Gen.Choose(-60, 60)
        select Made(organization, known, rating, Nexus.Clock.Now.AddHours(-12 * age), engaged < 0 ? null : Nexus.Clock.Now.AddDays(-engaged));

    private static Lead Made(TestOrganization organization, bool[] known, LeadRating? rating, DateTimeOffset createdAt, DateTimeOffset? engagedAt)
    {
        var lead = Lead.Create(organization.Id, new LeadDetails
        {
            LastName = "Any",
            Email = known[0] ? "any@example.sg" : null,
            Phone = known[1] ? "+6561234567" : null,
            Company = known[2] ? "Any Pte Ltd" : null,
            Industry = known[3] ? "Retail" : null,
            AnnualRevenue = known[4] ? new Money(0, "SGD") : null,
            Budget = known[5] ? new Money(10, "USD") : null,
            Rating = rating,
        }, createdAt, null).Value;
        if (engagedAt is { } at) lead.RecordEngagement(at);
        return lead;
    }
}
