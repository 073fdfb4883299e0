using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Deals;
using NexusCrm.Domain.Leads;
using NexusCrm.Domain.Members;
using NexusCrm.Domain.Organizations;
using NexusCrm.Infrastructure.Persistence;

namespace NexusCrm.TestKit.Nexus;

/// <summary>An organization of a test, with what every organization has from its first day.</summary>
public sealed class TestOrganization
{
    private static int _created;
    private readonly TestNexus _nexus;

    private TestOrganization(TestNexus nexus, Organization organization)
    {
        (_nexus, Name, Id) = (nexus, organization.Name, organization.Id);
        Owner = NewMember(Role.Owner);
    }

    public string Name { get; }

    public Guid Id { get; }

    /// <summary>The first member.</summary>
    public TestMember Owner { get; }

    /// <summary>A job working for the organization.</summary>
    public ActorIdentity Job => ActorIdentity.Job(Id);

    /// <summary>Adds an active member.</summary>
    public async Task<TestMember> AddMemberAsync(Role role, string name = "Some Member")
    {
        var member = NewMember(role);
        await StoreMembershipAsync(member, role, name);
        return member;
    }

    private TestMember NewMember(Role role)
    {
        var member = new TestMember(_nexus, new ActorIdentity(ActorKind.User, Id, Guid.CreateVersion7(), null));
        _nexus.Remember(Id, member.UserId, role);
        return member;
    }

    internal static async Task<TestOrganization> CreateAsync(TestNexus nexus, string name)
    {
        var slug = $"org-{Interlocked.Increment(ref _created)}";
        var stored = Organization.Create(new OrganizationDetails { Name = name, Slug = slug }, nexus.Clock.Now, null).Value;
        var organization = new TestOrganization(nexus, stored);
        await organization.Owner.WithDbAsync(async db =>
        {
            db.Add(stored);
            db.Add(ScoringProfile.Default(organization.Id, nexus.Clock.Now, null));
            db.Add(Pipeline.Default(organization.Id, nexus.Clock.Now, null));
            return await db.SaveChangesAsync();
        });
        await organization.StoreMembershipAsync(organization.Owner, Role.Owner, "Alice Owner");
        return organization;
    }

    private Task<int> StoreMembershipAsync(TestMember member, Role role, string name) => member.WithDbAsync(async db =>
    {
        db.Add(Membership.Join(Id, member.UserId, name, $"{member.UserId:N}@example.com", role, _nexus.Clock.Now, null).Value);
        return await db.SaveChangesAsync();
    });
}

/// <summary>Somebody who sends messages in a test.</summary>
public sealed class TestMember(TestNexus nexus, ActorIdentity identity)
{
    public ActorIdentity Identity { get; } = identity;

    public Guid UserId => Identity.User!.Value;

    public Guid OrganizationId => Identity.Organization!.Value;

    public Task<Result<T>> Send<T>(IMessage<T> message) => nexus.SendAsync(Identity, message);

    public Task<T> WithDbAsync<T>(Func<NexusDbContext, Task<T>> work) => nexus.WithDbAsync(Identity, work);
}
