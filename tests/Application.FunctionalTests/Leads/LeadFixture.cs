using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Leads;
using NexusCrm.Application.Leads.Commands;
using NexusCrm.Domain.Leads;
using NexusCrm.Domain.Members;
using NexusCrm.Domain.Organizations;
using NexusCrm.TestKit.Nexus;

namespace NexusCrm.Application.FunctionalTests.Leads;

/// <summary>One product per class; tests make organizations of their own where they count records.</summary>
internal abstract class LeadFixture
{
    protected TestNexus Nexus { get; private set; } = null!;

    protected TestOrganization Organization { get; private set; } = null!;

    protected TestMember Alice => Organization.Owner;

    [OneTimeSetUp]
    public async Task Start()
    {
        Nexus = await TestNexus.StartAsync();
        Organization = await Nexus.AnOrganizationAsync();
    }

    [OneTimeTearDown]
    public async Task Stop() => await Nexus.DisposeAsync();

    /// <summary>A lead made by its use case; every call another e-mail address.</summary>
    protected static async Task<LeadRecord> ALead(TestMember by, LeadDetails? details = null, Guid? ownerId = null)
    {
        var created = await by.Send(new CreateLeadCommand(details ?? Somebody(), ownerId));
        created.Succeeded.ShouldBeTrue(created.Error?.Message);
        return created.Value;
    }

    protected Task<LeadRecord> ALead(LeadDetails? details = null) => ALead(Alice, details);

    protected static LeadDetails Somebody() => new() { FirstName = "Mei", LastName = "Tan", Email = $"{Guid.CreateVersion7():N}@acme.sg", Company = "Acme Pte Ltd" };

    protected static Task<Lead> Stored(TestMember reader, Guid id) => reader.WithDbAsync(db => db.Leads
        .IgnoreQueryFilters(["soft-delete"]).Include(l => l.StatusHistory).Include(l => l.Assignments).Include(l => l.Touches).SingleAsync(l => l.Id == id));

    /// <summary>A member who sees only owned and unassigned leads.</summary>
    protected static Task<TestMember> ASalesperson(TestOrganization organization, string name = "Sam Sales") => organization.AddMemberAsync(Role.Sales, name);

    protected static Task Assign(TestOrganization organization, AssignmentSettings settings) => organization.Owner.WithDbAsync(async db =>
    {
        var stored = await db.Set<Organization>().SingleAsync();
        stored.Change(stored.Details() with { Assignment = settings }, FakeNow, null).Succeeded.ShouldBeTrue();
        return await db.SaveChangesAsync();
    });

    private static DateTimeOffset FakeNow => TestKit.Time.FakeClock.Start;
}
