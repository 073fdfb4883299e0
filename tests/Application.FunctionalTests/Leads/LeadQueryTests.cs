using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Timeline;
using NexusCrm.Application.Leads;
using NexusCrm.Application.Leads.Commands;
using NexusCrm.Application.Leads.Queries;
using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Domain.Activities;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;
using NexusCrm.TestKit.Nexus;

namespace NexusCrm.Application.FunctionalTests.Leads;

[TestFixture]
internal sealed class ListLeadsQueryTests : LeadFixture
{
    [Test]
    public async Task A_salesperson_sees_owned_and_unassigned_leads_only()
    {
        var organization = await Nexus.AnOrganizationAsync();
        var sam = await ASalesperson(organization);
        var (own, free) = (await ALead(organization.Owner, ownerId: sam.UserId), await ALead(organization.Owner));
        await ALead(organization.Owner, ownerId: organization.Owner.UserId);

        (await Ids(sam, "")).ShouldBe([free.Id, own.Id], ignoreOrder: true);
        (await Ids(organization.Owner, "")).Count.ShouldBe(3);
    }

    [Test]
    public async Task Filters_and_sorts_by_declared_fields()
    {
        var organization = await Nexus.AnOrganizationAsync();
        var hot = await ALead(organization.Owner, Somebody() with { Rating = LeadRating.Hot, Tags = ["vip"], Budget = new Money(5000, "SGD") });
        var cold = await ALead(organization.Owner, Somebody() with { Rating = LeadRating.Cold, Source = LeadSource.Event, Utm = new Utm("google", null, null, null, null) });

        (await Ids(organization.Owner, "rating=hot")).ShouldBe([hot.Id]);
        (await Ids(organization.Owner, "source=event&utm.source=google")).ShouldBe([cold.Id]);
        (await Ids(organization.Owner, "budget[gte]=4000")).ShouldBe([hot.Id]);
        (await Ids(organization.Owner, "tags=vip")).ShouldBe([hot.Id]);
        (await Ids(organization.Owner, "sort=score")).ShouldBe([cold.Id, hot.Id]);
        (await Ids(organization.Owner, "email[startsWith]=" + hot.Email![..20])).ShouldBe([hot.Id]);
    }

    [Test]
    public async Task Pages_hold_every_lead_once_for_every_sortable_field()
    {
        var organization = await Nexus.AnOrganizationAsync();
        for (var i = 0; i < 7; i++) await ALead(organization.Owner, new LeadDetails { LastName = $"Name {i % 3}", Company = i % 2 == 0 ? null : $"Company {i % 3}", Budget = i % 3 == 0 ? null : new Money(i, "SGD") });
        var fields = new LeadFields();

        foreach (var sort in fields.Fields.Where(f => f.IsSortable).SelectMany(f => new[] { f.Key, "-" + f.Key }))
        {
            var seen = new List<Guid>();
            for (string? after = null; ;)
            {
                var page = (await organization.Owner.Send(new ListLeadsQuery(Request($"sort={sort}&limit=2") with { After = after }))).Value;
                seen.AddRange(page.Rows.Select(r => r.Id));
                if ((after = page.Next) is null) break;
            }

            seen.Count.ShouldBe(7, sort);
            seen.Distinct().Count().ShouldBe(7, sort);
        }
    }

    [Test]
    public async Task Owners_have_names()
    {
        var lead = await ALead(Alice, ownerId: Alice.UserId);

        (await Alice.Send(new ListLeadsQuery(new ListRequest()))).Value.Rows.Single(l => l.Id == lead.Id).OwnerName.ShouldBe("Alice Owner");
    }

    [Test]
    public void Every_text_says_what_it_tells_about_a_person() =>
        new LeadFields().Fields.Where(f => f.Type is FieldType.Text or FieldType.Email or FieldType.Phone or FieldType.Url && f.Personal is null).Select(f => f.Key).ShouldBeEmpty();

    private static ListRequest Request(string query) => ListRequest.Parse(query.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(p => p.Split('=', 2)).Select(p => new KeyValuePair<string, string>(p[0], p[1]))).Value;

    private static async Task<IReadOnlyList<Guid>> Ids(TestMember member, string query)
    {
        var page = await member.Send(new ListLeadsQuery(Request(query)));
        page.Succeeded.ShouldBeTrue(page.Error?.Message);
        return [.. page.Value.Rows.Select(r => r.Id)];
    }
}

[TestFixture]
internal sealed class GetLeadQueryTests : LeadFixture
{
    [Test]
    public async Task What_is_read_is_what_was_written()
    {
        var details = new LeadDetails
        {
            FirstName = "Mei", LastName = "Tan", Email = "Mei.Tan@Acme.sg", Phone = "9123 4567", Company = "Acme Pte Ltd", JobTitle = "Buyer", Website = "acme.sg", Industry = "Retail",
            EmployeeCount = 12, AnnualRevenue = new Money(1_000_000, "SGD"), Budget = new Money(9500.5m, "USD"), Timeline = "Q1", Address = new PostalAddress("1 Robinson Road", "#02-01", "Singapore", null, "048542", "Singapore"),
            Source = LeadSource.Event, Rating = LeadRating.Warm, Utm = new Utm("google", "cpc", "spring", "crm", "a"), Referrer = "https://google.com", LandingPage = "https://nexus.example/pricing",
            Description = "Met at expo", Tags = ["vip"], DoNotCall = true, EmailOptOut = true, CustomFields = """{"tier":"gold"}""",
        };
        var created = await ALead(details);

        var read = (await Alice.Send(new GetLeadQuery(created.Id))).Value;

        read.Consents.ShouldBe([]);
        (read with { Tags = [], Consents = null, CustomFields = "" }).ShouldBe(created with { Tags = [], Consents = null, CustomFields = "" });
        read.Tags.ShouldBe(["vip"]);
        read.Phone.ShouldBe("+6591234567");
        read.Address.Country.ShouldBe("SG");
        read.Budget!.AmountText.ShouldBe("9500.50");
    }

    [Test]
    public async Task Not_there_and_not_yours_are_one_answer()
    {
        var stranger = (await Nexus.AnOrganizationAsync()).Owner;
        var lead = await ALead();

        var foreign = await stranger.Send(new GetLeadQuery(lead.Id));
        var missing = await stranger.Send(new GetLeadQuery(Guid.CreateVersion7()));

        foreign.Error.ShouldBe(missing.Error);
    }
}

[TestFixture]
internal sealed class GetLeadStatsQueryTests : LeadFixture
{
    [Test]
    public async Task The_numbers_are_those_of_the_filtered_leads()
    {
        var organization = await Nexus.AnOrganizationAsync();
        var owner = organization.Owner;
        await ALead(owner, Somebody() with { Rating = LeadRating.Hot, Source = LeadSource.Event }, owner.UserId);
        Nexus.Clock.Advance(TimeSpan.FromDays(30));
        await ALead(owner, Somebody() with { Source = LeadSource.Event });
        var gone = await ALead(owner, Somebody() with { Source = LeadSource.Website });
        await owner.Send(new DisqualifyLeadCommand(gone.Id, DisqualifyReason.Spam, null));

        var stats = (await owner.Send(new GetLeadStatsQuery(new ListRequest()))).Value;

        stats.Total.ShouldBe(3);
        stats.ByStatus[LeadStatus.New].ShouldBe(2);
        stats.ByStatus[LeadStatus.Disqualified].ShouldBe(1);
        stats.ByStatus[LeadStatus.Converted].ShouldBe(0);
        stats.BySource[LeadSource.Event].ShouldBe(2);
        stats.ByRating[LeadRating.Hot].ShouldBe(1);
        stats.Unrated.ShouldBe(2);
        stats.ByOwner.ShouldBe([new LeadsOfOwner(null, null, 2), new LeadsOfOwner(owner.UserId, "Alice Owner", 1)]);
        stats.ConversionRate.ShouldBe(0);
        stats.AverageAgeDays.ShouldBe(15);
        stats.AverageScore.ShouldBe(decimal.Round((50 + 30 + 30) / 3m, 1));
        stats.ByMonth.Sum(m => m.Created).ShouldBe(3);
        stats.ByMonth.Count.ShouldBe(2);

        var filtered = ListRequest.Parse([new("source", "website")]).Value;
        (await owner.Send(new GetLeadStatsQuery(filtered))).Value.Total.ShouldBe(1);
    }

    [Test]
    public async Task Conversions_count_in_the_month_and_zone_they_happened_in()
    {
        var organization = await Nexus.AnOrganizationAsync();
        var lead = Lead.Create(organization.Id, Somebody(), new DateTimeOffset(2026, 5, 31, 15, 59, 0, TimeSpan.Zero), null).Value;
        lead.Convert(new LeadConversion(Guid.CreateVersion7(), null, null, new DateTimeOffset(2026, 6, 30, 16, 0, 0, TimeSpan.Zero), null)).Succeeded.ShouldBeTrue();
        await organization.Owner.WithDbAsync(async db =>
        {
            db.Add(lead);
            return await db.SaveChangesAsync();
        });

        var stats = (await organization.Owner.Send(new GetLeadStatsQuery(new ListRequest()))).Value;

        stats.ConversionRate.ShouldBe(1);
        stats.ByMonth.ShouldBe([new LeadsOfMonth(new DateOnly(2026, 5, 1), 1, 0), new LeadsOfMonth(new DateOnly(2026, 7, 1), 0, 1)]);
    }

    [Test]
    public async Task No_leads_give_zeros()
    {
        var organization = await Nexus.AnOrganizationAsync();

        var stats = (await organization.Owner.Send(new GetLeadStatsQuery(new ListRequest()))).Value;

        (stats.Total, stats.ConversionRate, stats.AverageScore, stats.AverageAgeDays).ShouldBe((0, 0m, 0m, 0m));
    }
}

[TestFixture]
internal sealed class FindLeadDuplicatesQueryTests : LeadFixture
{
    [Test]
    public async Task The_same_address_phone_or_company_and_name_are_found_the_surest_first()
    {
        var organization = await Nexus.AnOrganizationAsync();
        var byEmail = await ALead(organization.Owner, new LeadDetails { LastName = "Else", Email = "Mei@Straits.sg" });
        var byPhone = await ALead(organization.Owner, new LeadDetails { LastName = "Other", Phone = "+65 9123 4567" });
        var byName = await ALead(organization.Owner, new LeadDetails { LastName = "Tan", Company = "Straits Logistic Pte Ltd" });
        await ALead(organization.Owner, new LeadDetails { LastName = "Tan", Company = "Straits Marine" });

        var found = (await organization.Owner.Send(new FindLeadDuplicatesQuery("mei@straits.sg", "91234567", "Straits Logistics", "Tan"))).Value;

        found.Select(f => f.Record.Id).ShouldBe([byEmail.Id, byPhone.Id, byName.Id]);
        found.Select(f => f.Reasons.Single()).ShouldBe(["email", "phone", "company_name"]);
    }

    [Test]
    public async Task Half_typed_values_find_nothing()
    {
        (await Alice.Send(new FindLeadDuplicatesQuery("mei@", "9", "", null))).Value.ShouldBeEmpty();
        (await Alice.Send(new FindLeadDuplicatesQuery(new string('x', 300), null, null, null))).Error!.Fields!.Keys.ShouldBe(["email"]);
    }

    [Test]
    public async Task What_is_not_seen_is_not_found()
    {
        var sam = await ASalesperson(Organization);
        var lead = await ALead(Alice, ownerId: Alice.UserId);

        (await sam.Send(new FindLeadDuplicatesQuery(lead.Email, null, null, null))).Value.ShouldBeEmpty();
    }

    [Test]
    public async Task A_stored_lead_does_not_find_itself()
    {
        var email = $"{Guid.CreateVersion7():N}@acme.sg";
        var (one, two) = (await ALead(Somebody() with { Email = email, LastName = "One", Company = null }), await ALead(Somebody() with { Email = email, LastName = "Two", Company = null }));

        (await Alice.Send(new FindDuplicatesOfLeadQuery(one.Id))).Value.Select(d => d.Record.Id).ShouldBe([two.Id]);
    }
}

[TestFixture]
internal sealed class GetLeadTimelineQueryTests : LeadFixture
{
    [Test]
    public async Task All_that_happened_stands_there_newest_first_and_pages_lose_nothing()
    {
        var lead = await ALead(Alice, ownerId: Alice.UserId);
        await Later(() => Alice.Send(new MarkLeadContactedCommand(lead.Id)));
        await Later(() => Alice.Send(new DisqualifyLeadCommand(lead.Id, DisqualifyReason.Other, "Moved abroad")));
        await Later(() => Note(lead.Id));

        var whole = await Timeline(lead.Id, new TimelineRequest());
        whole.Select(i => i.Kind).ShouldBe([TimelineKind.Activity, TimelineKind.Status, TimelineKind.Status, TimelineKind.Assignment]);
        whole[0].Actor.Name.ShouldBe("Alice Owner");
        whole[1].Body.ShouldBe("Moved abroad");
        whole[1].Data["to"].ShouldBe("disqualified");
        whole[3].Title.ShouldBe("Assigned to Alice Owner");

        var paged = new List<Guid>();
        for (string? after = null; ;)
        {
            var page = (await Alice.Send(new GetLeadTimelineQuery(lead.Id, new TimelineRequest { Limit = 1, After = after }))).Value;
            paged.AddRange(page.Rows.Select(i => i.Id));
            if ((after = page.Next) is null) break;
        }

        paged.ShouldBe(whole.Select(i => i.Id));
    }

    [Test]
    public async Task Kinds_narrow_it()
    {
        var lead = await ALead(Alice, ownerId: Alice.UserId);
        await Alice.Send(new QualifyLeadCommand(lead.Id));

        (await Timeline(lead.Id, new TimelineRequest { Kinds = [TimelineKind.Status] })).Single().Data["to"].ShouldBe("qualified");
    }

    [Test]
    public async Task A_cursor_of_another_lead_is_refused()
    {
        var (one, two) = (await ALead(Alice, ownerId: Alice.UserId), await ALead());
        await Alice.Send(new QualifyLeadCommand(one.Id));
        var next = (await Alice.Send(new GetLeadTimelineQuery(one.Id, new TimelineRequest { Limit = 1 }))).Value.Next;

        (await Alice.Send(new GetLeadTimelineQuery(two.Id, new TimelineRequest { After = next }))).Error!.Code.ShouldBe("invalid_cursor");
        (await Alice.Send(new GetLeadTimelineQuery(one.Id, new TimelineRequest { After = "nonsense" }))).Error!.Code.ShouldBe("invalid_cursor");
    }

    private async Task<IReadOnlyList<TimelineItem>> Timeline(Guid lead, TimelineRequest request) => (await Alice.Send(new GetLeadTimelineQuery(lead, request))).Value.Rows;

    private async Task Later<T>(Func<Task<Result<T>>> act)
    {
        Nexus.Clock.Advance(TimeSpan.FromMinutes(1));
        (await act()).Succeeded.ShouldBeTrue();
    }

    private async Task<Result<Done>> Note(Guid lead)
    {
        await Alice.WithDbAsync(async db =>
        {
            db.Add(Activity.Log(
                Organization.Id, new ActivityDetails { Kind = ActivityKind.Note, Subject = "Spoke at the fair" }, [new RecordReference(RecordType.Lead, lead)], null, Nexus.Clock.Now, Nexus.Clock.Now, Alice.UserId).Value);
            return await db.SaveChangesAsync();
        });
        return Done.Value;
    }
}
