using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Activities;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Contacts;
using NexusCrm.Domain.Deals;
using NexusCrm.Domain.Leads;
using NexusCrm.Infrastructure.Persistence;

namespace NexusCrm.Infrastructure.Seeding;

/// <summary>Plays half a year of a sales team through the aggregates themselves, so that every status, history and score is one that the product could have made.</summary>
internal sealed class DemoStory(NexusDbContext db, Guid organization, IReadOnlyList<Guid> people, ScoringProfile profile, Pipeline pipeline, DateTimeOffset now)
{
    private const int Leads = 140;

    private const int Days = 180;

    /// <summary>Fixed, so that screenshots and docs stay alike.</summary>
    private readonly Random _chance = new(20260401);

    private string? _lastRank;

    public void Tell()
    {
        for (var i = 0; i < Leads; i++)
        {
            var age = TimeSpan.FromDays(Days * Math.Pow(1 - (i / (double)Leads), 1.6)) + TimeSpan.FromMinutes(_chance.Next(30, 600));
            TellOf(i, now - age);
        }
    }

    private void TellOf(int index, DateTimeOffset at)
    {
        var lead = Lead.Create(organization, Details(index), at, Chance(30) ? null : people[1]).Value;
        var owner = people[2 + (index % 2)];
        if (!Chance(12)) lead.Assign(owner, null, manual: false, at, people[1]);
        Course(lead, owner, at);
        lead.SetScore(LeadScore.Of(LeadFacts.Of(lead), profile, now));
        db.Add(lead);
    }

    /// <summary>Older leads have gone further.</summary>
    private void Course(Lead lead, Guid owner, DateTimeOffset at)
    {
        var age = now - at;
        if (age < TimeSpan.FromDays(2) || Chance(20)) return;

        var call = at.AddHours(_chance.Next(4, 40));
        lead.MarkContacted(call, owner);
        db.Add(Logged(lead, ActivityKind.Call, "First call", call, owner));
        lead.RecordEngagement(call);
        if (age < TimeSpan.FromDays(7) || Chance(35)) return;

        var next = call.AddDays(_chance.Next(1, 6));
        if (Chance(30))
        {
            lead.Disqualify(Pick([DisqualifyReason.NoBudget, DisqualifyReason.NoInterest, DisqualifyReason.NoResponse, DisqualifyReason.Competitor]), null, next, owner);
            return;
        }

        lead.Qualify(next, owner);
        db.Add(Logged(lead, ActivityKind.Meeting, "Demo with the team", next, owner));
        lead.RecordEngagement(next);
        if (age > TimeSpan.FromDays(25) && Chance(60)) Convert(lead, owner, next.AddDays(1));
        else db.Add(Task(lead, next, owner));
    }

    private void Convert(Lead lead, Guid owner, DateTimeOffset at)
    {
        var account = Account.Create(organization, LeadHandover.NewAccount(lead), at, owner).Value;
        account.Assign(owner, null, at, owner);
        var contact = Contact.Create(organization, LeadHandover.NewContact(lead, account.Id, primary: true), at, owner).Value;
        contact.Assign(owner, at, owner);
        _lastRank = Rank.Between(_lastRank, null);
        var amount = Money.Of(_chance.Next(4, 120) * 500m, "SGD").Value;
        var details = LeadHandover.NewDeal(lead, account.Id, contact.Id) with { Amount = amount, CloseDate = DateOnly.FromDateTime(at.UtcDateTime).AddDays(_chance.Next(20, 90)) };
        var deal = Deal.Create(organization, details, pipeline, null, _lastRank, at, owner).Value;
        deal.Assign(owner, at, owner);
        deal.ComesFrom(lead.Id, lead.Utm);
        Progress(deal, owner, at);
        lead.Convert(new LeadConversion(account.Id, contact.Id, deal.Id, at, owner));
        db.AddRange(account, contact, deal);
    }

    private void Progress(Deal deal, Guid owner, DateTimeOffset at)
    {
        foreach (var stage in pipeline.Stages.Where(s => s.Position > 0).OrderBy(s => s.Position))
        {
            at = at.AddDays(_chance.Next(3, 14));
            if (at > now || Chance(25) || stage.Kind is StageKind.Lost) return;
            var target = stage.Kind is StageKind.Won && Chance(40) ? pipeline.Stages.Single(s => s.Kind is StageKind.Lost) : stage;
            deal.Move(target, deal.Rank, new DealClosing(LostReason.Price, "Best fit for GST reporting"), DateOnly.FromDateTime(at.UtcDateTime), at, owner);
            if (target.Kind is not StageKind.Open) return;
        }
    }

    private LeadDetails Details(int index)
    {
        var (company, domain, industry) = DemoWords.Companies[index % DemoWords.Companies.Length];
        var (first, last) = (DemoWords.FirstNames[index % DemoWords.FirstNames.Length], DemoWords.LastNames[(index * 7) % DemoWords.LastNames.Length]);
        var (street, postalCode) = Pick(DemoWords.Streets);
        var web = Chance(45);
        return new LeadDetails
        {
            FirstName = first,
            LastName = last,
            Email = Chance(92) ? $"{first.Replace(" ", "", StringComparison.Ordinal)}.{last.Replace("'", "", StringComparison.Ordinal)}{index}@{domain}".ToLowerInvariant() : null,
            Phone = Chance(70) ? $"+659{_chance.Next(1_000_000, 9_999_999)}" : null,
            Company = company,
            JobTitle = Pick(DemoWords.Titles),
            Website = $"https://www.{domain}",
            Industry = Chance(80) ? industry : null,
            EmployeeCount = Chance(60) ? _chance.Next(5, 900) : null,
            AnnualRevenue = Chance(40) ? Money.Of(_chance.Next(2, 400) * 100_000m, "SGD").Value : null,
            Budget = Chance(50) ? Money.Of(_chance.Next(4, 160) * 500m, "SGD").Value : null,
            Timeline = Chance(50) ? Pick(DemoWords.Timelines) : null,
            Address = Chance(65) ? new PostalAddress(street, null, "Singapore", null, postalCode, "SG") : PostalAddress.None,
            Source = web ? Pick([LeadSource.Website, LeadSource.DemoRequest, LeadSource.Contact]) : Pick([LeadSource.Event, LeadSource.Referral, LeadSource.ColdCall, LeadSource.Partner, LeadSource.Advertisement]),
            Rating = Chance(75) ? Pick([LeadRating.Hot, LeadRating.Warm, LeadRating.Warm, LeadRating.Cold]) : null,
            Utm = web ? new Utm(Pick(["google", "linkedin", "newsletter"]), Pick(["cpc", "social", "email"]), Pick(DemoWords.Campaigns), null, null) : Utm.None,
            LandingPage = web ? "https://www.merlion.example/gst" : null,
            Description = Chance(55) ? Pick(DemoWords.Notes) : null,
            Tags = Chance(25) ? ["expo 2026"] : Chance(10) ? ["vip"] : [],
        };
    }

    private Activity Logged(Lead lead, ActivityKind kind, string subject, DateTimeOffset at, Guid by) => Activity.Log(
        organization, new ActivityDetails { Kind = kind, Subject = subject, Direction = ActivityDirection.Outbound }, [new RecordReference(RecordType.Lead, lead.Id)], "Interested", at, at, by).Value;

    private Activity Task(Lead lead, DateTimeOffset at, Guid by) => Activity.Create(
        organization, new ActivityDetails { Kind = ActivityKind.Task, Subject = "Send the proposal", DueOn = DateOnly.FromDateTime(now.UtcDateTime).AddDays(_chance.Next(-3, 10)) },
        [new RecordReference(RecordType.Lead, lead.Id)], at, by).Value;

    private bool Chance(int percent) => _chance.Next(100) < percent;

    private T Pick<T>(IReadOnlyList<T> choices) => choices[_chance.Next(choices.Count)];
}
