using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;
using NexusCrm.Domain.Members;
using NexusCrm.Infrastructure.Persistence;

namespace NexusCrm.TestKit.Nexus;

/// <summary>An organization of a test, with what every organization has from its first day.</summary>
public sealed class TestOrganization
{
    private readonly TestNexus _nexus;

    private TestOrganization(TestNexus nexus, string name)
    {
        (_nexus, Name, Id) = (nexus, name, Guid.CreateVersion7());
        Owner = AddMember(Role.Owner);
    }

    public string Name { get; }

    public Guid Id { get; }

    /// <summary>The first member.</summary>
    public TestMember Owner { get; }

    /// <summary>A job working for the organization.</summary>
    public ActorIdentity Job => ActorIdentity.Job(Id);

    /// <summary>Adds a member.</summary>
    public TestMember AddMember(Role role)
    {
        var member = new TestMember(_nexus, new ActorIdentity(ActorKind.User, Id, Guid.CreateVersion7(), null));
        _nexus.Remember(Id, member.UserId, role);
        return member;
    }

    internal static async Task<TestOrganization> CreateAsync(TestNexus nexus, string name)
    {
        var organization = new TestOrganization(nexus, name);
        await organization.Owner.WithDbAsync(async db =>
        {
            db.Add(ScoringProfile.Default(organization.Id, nexus.Clock.Now, organization.Owner.UserId));
            return await db.SaveChangesAsync();
        });
        return organization;
    }
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
