using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Leads.Commands;
using NexusCrm.Application.Leads;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Events;
using NexusCrm.Domain.Leads;
using NexusCrm.Domain.Members;
using NexusCrm.Domain.Organizations;
using NexusCrm.TestKit.Nexus;

namespace NexusCrm.Application.FunctionalTests.Leads;

[TestFixture]
internal sealed class CreateLeadCommandTests : LeadFixture
{
    [Test]
    public async Task A_lead_is_stored_scored_and_announced_in_one_save()
    {
        var lead = await ALead(new LeadDetails { LastName = "Lim", Email = "lim@straits.sg", Budget = new Money(9500, "SGD"), Rating = LeadRating.Hot });

        lead.FullName.ShouldBe("Lim");
        lead.Score.ShouldBe(10 + 15 + 20 + 10);
        lead.Version.ShouldBe(1);
        lead.Budget.ShouldBe(new Money(9500, "SGD"));
        lead.CreatedBy.ShouldBe(Alice.UserId);
        (await Stored(Alice, lead.Id)).ScoreProfileVersion.ShouldBe(1);
        (await Alice.WithDbAsync(db => db.Set<BusinessEvent>().CountAsync(m => m.RecordId == lead.Id && m.Type == "lead.created"))).ShouldBe(1);
    }

    [Test]
    public async Task All_that_is_wrong_is_named_at_once_and_nothing_is_stored()
    {
        var refused = await Alice.Send(new CreateLeadCommand(new LeadDetails { Email = "nobody", Phone = "12", EmployeeCount = -1 }));

        refused.Error!.Fields!.Keys.ShouldBe(["email", "phone", "employeeCount", "lastName"], ignoreOrder: true);
    }

    [Test]
    public async Task Without_rules_nobody_owns_it()
    {
        var lead = await ALead();

        lead.OwnerId.ShouldBeNull();
        (await Stored(Alice, lead.Id)).Assignments.ShouldBeEmpty();
    }

    [Test]
    public async Task A_named_owner_must_be_an_active_member()
    {
        var refused = await Alice.Send(new CreateLeadCommand(Somebody(), Guid.CreateVersion7()));

        refused.Error!.Fields!["ownerId"].ShouldBe(["not found"]);
    }

    [Test]
    public async Task A_salesperson_keeps_a_lead_but_cannot_give_it_to_others()
    {
        var sam = await ASalesperson(Organization);

        (await ALead(sam, ownerId: sam.UserId)).OwnerName.ShouldBe("Sam Sales");
        (await sam.Send(new CreateLeadCommand(Somebody(), Alice.UserId))).Error!.Code.ShouldBe("forbidden");
    }

    [Test]
    public async Task The_default_owner_gets_new_leads()
    {
        var organization = await Nexus.AnOrganizationAsync();
        await Assign(organization, new AssignmentSettings(AssignmentMode.Owner, organization.Owner.UserId, []));

        var lead = await ALead(organization.Owner);

        lead.OwnerId.ShouldBe(organization.Owner.UserId);
        var stored = await Stored(organization.Owner, lead.Id);
        stored.AssignmentLocked.ShouldBeFalse();
        stored.Assignments.Single().Manual.ShouldBeFalse();
    }

    [Test]
    public async Task Members_in_turn_get_equally_many_even_when_leads_arrive_together()
    {
        var (organization, members) = await ATeam(AssignmentMode.RoundRobin);

        await Task.WhenAll(Enumerable.Range(0, 9).Select(_ => ALead(organization.Owner)));

        (await OwnersOf(organization)).ShouldBe(members.ToDictionary(m => m, _ => 3), ignoreOrder: true);
    }

    [Test]
    public async Task A_refused_lead_takes_no_turn()
    {
        var (organization, members) = await ATeam(AssignmentMode.RoundRobin);
        await ALead(organization.Owner);

        (await organization.Owner.Send(new CreateLeadCommand(Somebody(), Guid.CreateVersion7()))).Succeeded.ShouldBeFalse();

        (await ALead(organization.Owner)).OwnerId.ShouldBe(members[1]);
    }

    [Test]
    public async Task The_member_with_the_fewest_open_leads_gets_the_next()
    {
        var (organization, members) = await ATeam(AssignmentMode.LeastOpen);
        await ALead(organization.Owner, ownerId: members[0]);
        await ALead(organization.Owner, ownerId: members[1]);
        var closed = await ALead(organization.Owner, ownerId: members[2]);
        await organization.Owner.Send(new DisqualifyLeadCommand(closed.Id, DisqualifyReason.Spam, null));

        (await ALead(organization.Owner)).OwnerId.ShouldBe(members[2]);
        (await ALead(organization.Owner)).OwnerId.ShouldBe(members[0]);
    }

    [Test]
    public async Task Suspended_members_are_passed_over()
    {
        var (organization, members) = await ATeam(AssignmentMode.RoundRobin);
        await organization.Owner.WithDbAsync(async db =>
        {
            (await db.Set<Membership>().SingleAsync(m => m.UserId == members[0])).Suspend(otherOwners: 1, Nexus.Clock.Now, null);
            return await db.SaveChangesAsync();
        });

        for (var i = 0; i < 4; i++) (await ALead(organization.Owner)).OwnerId.ShouldNotBe(members[0]);
    }

    private async Task<(TestOrganization Organization, Guid[] Members)> ATeam(AssignmentMode mode)
    {
        var organization = await Nexus.AnOrganizationAsync();
        var members = new Guid[3];
        for (var i = 0; i < members.Length; i++) members[i] = (await organization.AddMemberAsync(Role.Sales, $"Member {i}")).UserId;
        await Assign(organization, new AssignmentSettings(mode, null, members));
        return (organization, members);
    }

    private static Task<Dictionary<Guid, int>> OwnersOf(TestOrganization organization) => organization.Owner.WithDbAsync(db =>
        db.Leads.GroupBy(l => l.OwnerId!.Value).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count));
}
