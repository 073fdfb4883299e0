using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;
using static NexusCrm.Domain.UnitTests.Given;

namespace NexusCrm.Domain.UnitTests.Leads;

internal sealed class LeadTests
{
    [Test]
    public void A_lead_keeps_what_was_typed_and_what_is_compared()
    {
        var lead = ALead(new LeadDetails
        {
            FirstName = "  Mei Ling ",
            LastName = "Tan",
            Email = " Mei.Ling@Sales.Straits.com.SG ",
            Phone = "(+65) 9123-4567",
            Company = "STRAITS Logistics Pte. Ltd.",
            Website = "straits.com.sg/about",
            Address = new PostalAddress("1 Raffles Place", " ", null, null, "048616", "singapore"),
            Tags = ["vip", " VIP", "", "expo"],
        });

        lead.FullName.ShouldBe("Mei Ling Tan");
        (lead.Email, lead.NormalizedEmail, lead.EmailDomain).ShouldBe(("Mei.Ling@Sales.Straits.com.SG", "mei.ling@sales.straits.com.sg", "straits.com.sg"));
        lead.Phone.ShouldBe("+6591234567");
        (lead.Company, lead.NormalizedCompany).ShouldBe(("STRAITS Logistics Pte. Ltd.", "straits logistics"));
        lead.Website.ShouldBe("https://straits.com.sg/about");
        lead.Address.ShouldBe(new PostalAddress("1 Raffles Place", null, null, null, "048616", "SG"));
        lead.Tags.ShouldBe(["vip", "expo"]);
        (lead.Version, lead.Status, lead.Source, lead.CreatedBy).ShouldBe((1, LeadStatus.New, LeadSource.Other, Alice));
        lead.TakeEvents().ShouldHaveSingleItem().ShouldBe(new LeadCreated(Organization, lead.Id, LeadSource.Other));
    }

    [Test]
    public void Everything_wrong_is_named_in_one_refusal_by_its_json_property()
    {
        var refusal = Refused(Lead.Create(Organization, new LeadDetails
        {
            FirstName = new string('x', LeadDetails.NameMaxLength + 1),
            Email = "nobody",
            Phone = "12",
            JobTitle = "NUL \0 inside",
            Website = "ftp://straits.example",
            EmployeeCount = -1,
            Budget = new Money(-5m, "SGD"),
            AnnualRevenue = new Money(1m, "XXX"),
            Address = new PostalAddress(null, null, null, null, null, "Atlantis"),
            Source = (LeadSource)77,
            Rating = (LeadRating)77,
            Utm = Utm.None with { Term = new string('x', Utm.PartMaxLength + 1) },
            Tags = [new string('x', CrmRecord.TagMaxLength + 1)],
            CustomFields = "[1]",
        }, Now, Alice));

        refusal.Kind.ShouldBe(ErrorKind.Invalid);
        refusal.Fields!.Keys.ShouldBe(
            ["firstName", "email", "phone", "jobTitle", "website", "employeeCount", "budget", "annualRevenue", "address.country", "source", "rating", "utm.term", "tags", "customFields", "lastName"], ignoreOrder: true);
    }

    [TestCase("Tan", null, true)]
    [TestCase(null, "Straits", true)]
    [TestCase(" ", "", false)]
    public void A_last_name_or_a_company_is_required(string? lastName, string? company, bool accepted) =>
        Lead.Create(Organization, new LeadDetails { FirstName = "Mei", LastName = lastName, Company = company }, Now, null).Succeeded.ShouldBe(accepted);

    [Test]
    public void A_lead_without_name_is_called_by_its_company() => ALead(new LeadDetails { Company = "Straits Pte Ltd" }).FullName.ShouldBe("Straits Pte Ltd");

    [Test]
    public void Free_mail_says_nothing_about_the_company() => ALead(new LeadDetails { LastName = "Tan", Email = "tan@gmail.com" }).EmailDomain.ShouldBeNull();

    [TestCase("straits.example", "https://straits.example")]
    [TestCase("http://straits.example/x?y=1", "http://straits.example/x?y=1")]
    [TestCase("HTTPS://Straits.example", "HTTPS://Straits.example")]
    public void A_website_may_come_without_scheme(string typed, string kept) => ALead(Details with { Website = typed }).Website.ShouldBe(kept);

    [TestCase("javascript:alert(1)")]
    [TestCase("mailto:a@b.example")]
    [TestCase("https://user:pass@straits.example")]
    [TestCase("straits")]
    [TestCase("two words.example")]
    public void Something_else_than_a_website_is_refused(string typed) =>
        Refused(Lead.Create(Organization, Details with { Website = typed }, Now, null)).Fields!.Keys.ShouldBe(["website"]);

    [TestCase("""{"a":"\u0000"}""")]
    [TestCase("{")]
    [TestCase("null")]
    public void Custom_fields_are_a_json_object_that_can_be_stored(string json) =>
        Refused(Lead.Create(Organization, Details with { CustomFields = json }, Now, null)).Fields!.Keys.ShouldBe(["customFields"]);

    [Test]
    public void Half_a_surrogate_pair_is_refused_and_a_whole_one_kept()
    {
        Refused(Lead.Create(Organization, Details with { Company = "Straits \uD83D" }, Now, null)).Fields!.Keys.ShouldBe(["company"]);
        ALead(Details with { Company = "Straits \uD83D\uDE80" }).Company.ShouldBe("Straits \uD83D\uDE80");
    }

    [Test]
    public void A_change_replaces_the_details_and_stamps_who_and_when()
    {
        var lead = ALeadIn(LeadStatus.New);

        Ok(lead.Change(lead.Details() with { Email = null, Company = null, LastName = "Lim" }, Now.AddHours(1), Bob));

        (lead.FullName, lead.Email, lead.NormalizedEmail, lead.EmailDomain, lead.NormalizedCompany).ShouldBe(("Mei Ling Lim", null, null, null, null));
        (lead.UpdatedAt, lead.UpdatedBy).ShouldBe((Now.AddHours(1), Bob));
        lead.TakeEvents().ShouldHaveSingleItem().ShouldBe(new LeadChanged(Organization, lead.Id));
    }

    [Test]
    public void A_change_to_the_same_details_is_no_change()
    {
        var lead = ALead(Details with { Phone = "91234567", Tags = ["vip"], Budget = new Money(10m, "SGD"), Utm = Utm.None with { Source = "google" } });
        lead.TakeEvents();

        Ok(lead.Change(lead.Details(), Now.AddHours(1), Bob));

        lead.UpdatedAt.ShouldBe(Now);
        lead.TakeEvents().ShouldBeEmpty();
    }

    [Test]
    public void A_refused_change_leaves_the_lead_as_it_was()
    {
        var lead = ALeadIn(LeadStatus.New);

        Refused(lead.Change(lead.Details() with { LastName = "Lim", Email = "nobody" }, Now, Bob)).Fields!.Keys.ShouldBe(["email"]);

        lead.LastName.ShouldBe("Tan");
        lead.TakeEvents().ShouldBeEmpty();
    }

    [Test]
    public void An_assignment_is_kept_in_the_history_and_told()
    {
        var lead = ALeadIn(LeadStatus.New);
        var territory = Guid.CreateVersion7();

        Ok(lead.Assign(Alice, territory, manual: false, Now, null));
        Ok(lead.Assign(Bob, territory, manual: true, Now, Alice));

        (lead.OwnerId, lead.TerritoryId, lead.AssignmentLocked).ShouldBe((Bob, territory, true));
        lead.Assignments.Select(a => (a.OwnerId, a.Manual)).ShouldBe([(Alice, false), (Bob, true)]);
        lead.TakeEvents().OfType<LeadAssigned>().Last().ShouldBe(new LeadAssigned(Organization, lead.Id, Alice, Bob, territory, true));
    }

    [Test]
    public void Assigning_to_the_same_owner_again_is_no_assignment()
    {
        var lead = ALeadIn(LeadStatus.New);
        Ok(lead.Assign(Alice, null, true, Now, Alice));
        lead.TakeEvents();

        Ok(lead.Assign(Alice, null, true, Now, Bob));

        lead.Assignments.Count.ShouldBe(1);
        lead.TakeEvents().ShouldBeEmpty();
    }

    [Test]
    public void Coming_in_again_fills_blanks_only_and_appends_the_touch()
    {
        var lead = ALead(Details with { JobTitle = "Director" });
        var form = Guid.CreateVersion7();
        var sent = Details with { JobTitle = "Intern", Phone = "91234567", Utm = Utm.None with { Source = "google" }, LandingPage = "https://nexus.example/a" };

        Ok(lead.TouchAgain(form, sent, Now.AddDays(1)));
        Ok(lead.TouchAgain(form, sent with { Utm = Utm.None with { Source = "bing" } }, Now.AddDays(2)));

        (lead.JobTitle, lead.Phone, lead.Utm.Source).ShouldBe(("Director", "+6591234567", "google"));
        lead.Touches.Select(t => (t.FormId, t.Utm.Source)).ShouldBe([(form, "google"), (form, "bing")]);
        lead.LastTouchAt.ShouldBe(Now.AddDays(2));
    }

    [Test]
    public void A_closed_lead_is_not_touched_again() => Refused(ALeadIn(LeadStatus.Disqualified).TouchAgain(null, Details, Now)).Code.ShouldBe("invalid_transition");

    [Test]
    public void Derived_values_move_their_own_stamp_and_not_the_time_of_change()
    {
        var lead = ALeadIn(LeadStatus.New);
        var profile = ScoringProfile.Default(Organization, Now, Alice);

        lead.RecordEngagement(Now.AddDays(1));
        lead.RecordEngagement(Now.AddHours(1));
        var score = LeadScore.Of(LeadFacts.Of(lead), profile, Now.AddDays(1));
        lead.SetScore(score);
        lead.SetScore(score);

        (lead.LastEngagementAt, lead.DerivedStamp, lead.UpdatedAt).ShouldBe((Now.AddDays(1), 2, Now));
        (lead.Score, lead.ScoreProfileVersion).ShouldBe((45, 1));
        LeadScore.ReadBreakdown(lead.ScoreBreakdown).Sum(l => l.Points).ShouldBe(45);
        lead.TakeEvents().ShouldBeEmpty();
    }

    [Test]
    public void The_recycle_bin_takes_a_lead_once_and_gives_it_back()
    {
        var lead = ALeadIn(LeadStatus.New);

        lead.Delete(Now, Bob);
        lead.Delete(Now.AddDays(1), Alice);
        (lead.DeletedAt, lead.DeletedBy).ShouldBe((Now, Bob));
        lead.Restore(Now, Bob);
        lead.DeletedAt.ShouldBeNull();

        lead.TakeEvents().ShouldBe([new LeadDeleted(Organization, lead.Id), new LeadRestored(Organization, lead.Id)]);
    }

    [Test]
    public void Tags_are_added_and_removed_without_regard_to_case()
    {
        var lead = ALead(Details with { Tags = ["vip", "expo"] });

        Ok(lead.ChangeTags(["Expo", "new"], ["VIP"], Now, Bob));
        Refused(lead.ChangeTags(Enumerable.Range(0, CrmRecord.TagsMax).Select(i => $"t{i}"), [], Now, Bob)).Fields!.Keys.ShouldBe(["tags"]);

        lead.Tags.ShouldBe(["expo", "new"]);
    }
}
