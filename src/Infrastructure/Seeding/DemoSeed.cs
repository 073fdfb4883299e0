using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Common.Access;
using NexusCrm.Domain.Deals;
using NexusCrm.Domain.Leads;
using NexusCrm.Domain.Members;
using NexusCrm.Domain.Organizations;
using NexusCrm.Infrastructure.Identity;
using NexusCrm.Infrastructure.Persistence;

namespace NexusCrm.Infrastructure.Seeding;

/// <summary>A readable story: one company with five people and half a year of leads, some of them converted. The same on every machine but for ids and dates, which end today.</summary>
internal sealed class DemoSeed(IServiceScopeFactory scopes, TimeProvider clock) : ISeedProfile
{
    private const string Password = "merlion-harbour-2026";

    private static readonly (string First, string Last, Role Role)[] People =
        [("Olivia", "Tan", Role.Owner), ("Marcus", "Lim", Role.Manager), ("Siti", "Rahman", Role.Sales), ("Arjun", "Nair", Role.Sales), ("Grace", "Koh", Role.Auditor)];

    public string Name => "demo";

    public IReadOnlyList<DemoSignIn> SignIns => [.. People.Select(p => new DemoSignIn(Address(p.First), Password, p.Role.ToString(), $"{p.First} {p.Last}"))];

    public async Task SeedAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        if (await users.FindByEmailAsync(Address(People[0].First)) is not null) return;

        var now = clock.GetUtcNow();
        var organization = Organization.Create(
            new OrganizationDetails { Name = "Merlion Software", Slug = "merlion-software", Uen = "202400001N", Assignment = AssignmentSettings.Nobody }, now.AddDays(-200), null).Value;
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(ActorIdentity.Job(organization.Id));
        var db = scope.ServiceProvider.GetRequiredService<NexusDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);

        var ids = new List<Guid>();
        foreach (var person in People) ids.Add(await AddUserAsync(users, person.First, person.Last, now));
        var profile = ScoringProfile.Default(organization.Id, now.AddDays(-200), ids[0]);
        var pipeline = Pipeline.Default(organization.Id, now.AddDays(-200), ids[0]);
        db.AddRange(organization, profile, pipeline);
        db.AddRange(People.Zip(ids).Select(p => Membership.Join(organization.Id, p.Second, $"{p.First.First} {p.First.Last}", Address(p.First.First), p.First.Role, now.AddDays(-200), null).Value));
        new DemoStory(db, organization.Id, ids, profile, pipeline, now).Tell();
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private static async Task<Guid> AddUserAsync(UserManager<User> users, string first, string last, DateTimeOffset now)
    {
        var user = new User { Id = Guid.CreateVersion7(now), UserName = Address(first), Email = Address(first), EmailConfirmed = true, FirstName = first, LastName = last, CreatedAt = now };
        var created = await users.CreateAsync(user, Password);
        if (!created.Succeeded) throw new InvalidOperationException($"The demo user could not be made: {created.Errors.First().Code}.");
        return user.Id;
    }

    private static string Address(string first) => $"{first.ToLowerInvariant()}@merlion.example";
}
