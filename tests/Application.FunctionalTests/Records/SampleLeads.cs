using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;
using NexusCrm.TestKit.Nexus;

namespace NexusCrm.Application.FunctionalTests.Records;

/// <summary>Leads with many equal, missing and awkward values, so that ties, blanks and escapes matter.</summary>
internal static class SampleLeads
{
    public static readonly DateTimeOffset Start = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly Guid[] Owners = [Guid.Parse("0197b2a0-0000-7000-8000-000000000001"), Guid.Parse("0197b2a0-0000-7000-8000-000000000002")];

    public static readonly string?[] Companies = [null, "Acme", "ACME", "acme trading", "100% Pure", "snake_case", "back\\slash", "O'Neil, \"Sons\"", "Ärzte Müller", "宝石", "=1+1"];

    public static async Task<IReadOnlyList<Lead>> AddAsync(TestOrganization organization, int count, int seed)
    {
        var random = new Random(seed);
        var leads = Enumerable.Range(0, count).Select(i => ALead(organization.Id, random, i)).ToList();
        await organization.Owner.WithDbAsync(async db =>
        {
            db.AddRange(leads);
            return await db.SaveChangesAsync();
        });
        return leads;
    }

    private static Lead ALead(Guid organization, Random random, int number)
    {
        var at = Start.AddHours(random.Next(0, 24 * 6)).AddMicroseconds(number % 3);
        var details = new LeadDetails
        {
            FirstName = Pick(random, "Mei", "mei", "Aisha"),
            LastName = Pick(random, "Tan", "Lim", "tan"),
            Company = Pick(random, Companies),
            Email = Pick(random, null, "Mei.Tan@Example.com", "lim@example.sg"),
            Phone = Pick(random, null, "+6591234567", "+6598765432"),
            Website = Pick(random, null, "https://example.sg"),
            EmployeeCount = Pick<int?>(random, null, 0, 5, 120),
            Budget = Pick(random, null, new Money(0.5m, "SGD"), new Money(1000m, "SGD"), new Money(1000m, "USD")),
            Address = Pick(random, PostalAddress.None, PostalAddress.None with { Country = "SG" }, PostalAddress.None with { City = "Penang", Country = "MY" })!,
            Rating = Pick<LeadRating?>(random, null, LeadRating.Hot, LeadRating.Cold),
            Source = Pick(random, LeadSource.Website, LeadSource.DemoRequest),
            Utm = Pick(random, Utm.None, Utm.None with { Source = "google" })!,
            Tags = Pick<IReadOnlyList<string>>(random, [], ["VIP"], ["vip", "expo"], ["expo"])!,
            DoNotCall = random.Next(2) == 0,
        };
        var lead = Lead.Create(organization, details, at, null).Value;
        if (random.Next(3) == 0) lead.MarkContacted(at, null);
        if (random.Next(2) == 0) lead.Assign(Owners[random.Next(2)], null, manual: true, at, null);
        if (random.Next(2) == 0) lead.TouchAgain(null, new LeadDetails { LastName = "Tan" }, at.AddDays(random.Next(3)));
        lead.SetScore(new LeadScore(random.Next(4) * 25, [], 1));
        return lead;
    }

    private static T? Pick<T>(Random random, params T?[] values) => values[random.Next(values.Length)];
}
