using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Leads.Commands;
using NexusCrm.Application.Leads.Queries;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Domain.Leads;
using NexusCrm.Domain.Members;
using NexusCrm.Domain.Organizations;

namespace NexusCrm.Application.FunctionalTests.Leads;

[TestFixture]
internal sealed class MarkLeadContactedCommandTests : LeadFixture
{
    [Test]
    public async Task Only_a_new_lead_becomes_contacted()
    {
        var lead = await ALead();

        (await Alice.Send(new MarkLeadContactedCommand(lead.Id))).Value.Status.ShouldBe(LeadStatus.Contacted);
        (await Alice.Send(new MarkLeadContactedCommand(lead.Id))).Error!.Code.ShouldBe("invalid_transition");
    }
}

[TestFixture]
internal sealed class QualifyLeadCommandTests : LeadFixture
{
    [Test]
    public async Task A_reachable_lead_is_qualified_and_its_move_kept()
    {
        var lead = await ALead();

        var qualified = await Alice.Send(new QualifyLeadCommand(lead.Id, Version: 1));

        qualified.Value.Status.ShouldBe(LeadStatus.Qualified);
        qualified.Value.Version.ShouldBe(2);
        (await Stored(Alice, lead.Id)).StatusHistory.Single().By.ShouldBe(Alice.UserId);
    }

    [Test]
    public async Task A_lead_nobody_can_reach_is_not()
    {
        var lead = await ALead(new LeadDetails { Company = "Silent Pte Ltd" });

        (await Alice.Send(new QualifyLeadCommand(lead.Id))).Error!.Code.ShouldBe("invalid_transition");
    }

    [Test]
    public async Task A_stale_caller_is_refused()
    {
        var lead = await ALead();

        (await Alice.Send(new QualifyLeadCommand(lead.Id, Version: 7))).Error!.Code.ShouldBe("version_conflict");
    }

    [Test]
    public async Task A_reader_may_not()
    {
        var reader = await Organization.AddMemberAsync(Role.ReadOnly);
        var lead = await ALead();

        (await reader.Send(new QualifyLeadCommand(lead.Id))).Error!.Code.ShouldBe("forbidden");
    }
}

[TestFixture]
internal sealed class DisqualifyLeadCommandTests : LeadFixture
{
    [Test]
    public async Task The_reason_is_kept()
    {
        var lead = await ALead();

        (await Alice.Send(new DisqualifyLeadCommand(lead.Id, DisqualifyReason.NoBudget, null))).Value.DisqualifyReason.ShouldBe(DisqualifyReason.NoBudget);
    }

    [Test]
    public async Task Other_needs_a_note()
    {
        var lead = await ALead();

        (await Alice.Send(new DisqualifyLeadCommand(lead.Id, DisqualifyReason.Other, " "))).Error!.Fields!.Keys.ShouldBe(["note"]);
        (await Alice.Send(new DisqualifyLeadCommand(lead.Id, DisqualifyReason.Other, "Moved abroad"))).Succeeded.ShouldBeTrue();
    }
}

[TestFixture]
internal sealed class ReopenLeadCommandTests : LeadFixture
{
    [Test]
    public async Task A_disqualified_lead_is_new_again_and_counted_as_recycled()
    {
        var lead = await ALead();
        await Alice.Send(new DisqualifyLeadCommand(lead.Id, DisqualifyReason.NoResponse, null));

        (await Alice.Send(new ReopenLeadCommand(lead.Id))).Value.Status.ShouldBe(LeadStatus.New);

        var stored = await Stored(Alice, lead.Id);
        stored.RecycledCount.ShouldBe(1);
        stored.DisqualifyReason.ShouldBeNull();
    }

    [Test]
    public async Task An_open_lead_cannot_be_reopened()
    {
        var lead = await ALead();

        (await Alice.Send(new ReopenLeadCommand(lead.Id))).Error!.Code.ShouldBe("invalid_transition");
    }
}

[TestFixture]
internal sealed class AssignLeadCommandTests : LeadFixture
{
    [Test]
    public async Task A_chosen_owner_is_kept_in_the_history()
    {
        var bob = await Organization.AddMemberAsync(Role.Sales, "Bob Boon");
        var lead = await ALead();

        var assigned = await Alice.Send(new AssignLeadCommand(lead.Id, bob.UserId, default));

        assigned.Value.OwnerName.ShouldBe("Bob Boon");
        var history = (await Stored(Alice, lead.Id)).Assignments.Single();
        (history.OwnerId, history.Manual, history.By).ShouldBe((bob.UserId, true, Alice.UserId));
    }

    [Test]
    public async Task Null_takes_the_owner_away()
    {
        var lead = await ALead(Alice, ownerId: Alice.UserId);

        (await Alice.Send(new AssignLeadCommand(lead.Id, new Optional<Guid?>(null), default))).Value.OwnerId.ShouldBeNull();
    }

    [Test]
    public async Task Nothing_named_runs_the_rules_again()
    {
        var organization = await Nexus.AnOrganizationAsync();
        var bob = await organization.AddMemberAsync(Role.Sales, "Bob Boon");
        var lead = await ALead(organization.Owner, ownerId: organization.Owner.UserId);
        await Assign(organization, new AssignmentSettings(AssignmentMode.Owner, bob.UserId, []));

        (await organization.Owner.Send(new AssignLeadCommand(lead.Id, default, default))).Value.OwnerId.ShouldBe(bob.UserId);
        (await Stored(organization.Owner, lead.Id)).AssignmentLocked.ShouldBeFalse();
    }

    [Test]
    public async Task Unknown_owners_and_territories_are_not_found()
    {
        var stranger = (await Nexus.AnOrganizationAsync()).Owner;
        var lead = await ALead();

        (await Alice.Send(new AssignLeadCommand(lead.Id, stranger.UserId, default))).Error!.Fields!["ownerId"].ShouldBe(["not found"]);
        (await Alice.Send(new AssignLeadCommand(lead.Id, default, Guid.CreateVersion7()))).Error!.Fields!["territoryId"].ShouldBe(["not found"]);
    }

    [Test]
    public async Task Salespeople_do_not_assign()
    {
        var sam = await ASalesperson(Organization);
        var lead = await ALead();

        (await sam.Send(new AssignLeadCommand(lead.Id, default, default))).Error!.Code.ShouldBe("forbidden");
    }
}

[TestFixture]
internal sealed class TagLeadCommandTests : LeadFixture
{
    [Test]
    public async Task Tags_are_added_once_and_removed_in_any_case()
    {
        var lead = await ALead(Somebody() with { Tags = ["vip", "expo 2026"] });

        var tagged = await Alice.Send(new TagLeadCommand(lead.Id, ["VIP", "warm up"], ["EXPO 2026"]));

        tagged.Value.Tags.ShouldBe(["vip", "warm up"]);
    }

    [Test]
    public async Task Too_long_a_tag_is_refused()
    {
        var lead = await ALead();

        (await Alice.Send(new TagLeadCommand(lead.Id, [new string('x', 51)], []))).Error!.Fields!.Keys.ShouldBe(["tags"]);
    }
}

[TestFixture]
internal sealed class DeleteLeadCommandTests : LeadFixture
{
    [Test]
    public async Task A_deleted_lead_is_gone_from_everywhere_but_the_recycle_bin()
    {
        var lead = await ALead();

        (await Alice.Send(new DeleteLeadCommand(lead.Id, 1))).Value.DeletedBy.ShouldBe(Alice.UserId);

        (await Alice.Send(new GetLeadQuery(lead.Id))).Error!.Code.ShouldBe("not_found");
        (await Alice.Send(new DeleteLeadCommand(lead.Id))).Error!.Code.ShouldBe("not_found");
        (await Alice.Send(new ListLeadsQuery(new ListRequest { DeletedOnly = true }))).Value.Rows.ShouldContain(l => l.Id == lead.Id);
        (await Alice.Send(new ListLeadsQuery(new ListRequest()))).Value.Rows.ShouldNotContain(l => l.Id == lead.Id);
    }

    [Test]
    public async Task Salespeople_do_not_delete()
    {
        var sam = await ASalesperson(Organization);
        var lead = await ALead();

        (await sam.Send(new DeleteLeadCommand(lead.Id))).Error!.Code.ShouldBe("forbidden");
        (await sam.Send(new ListLeadsQuery(new ListRequest { DeletedOnly = true }))).Error!.Code.ShouldBe("forbidden");
    }
}

[TestFixture]
internal sealed class RestoreLeadCommandTests : LeadFixture
{
    [Test]
    public async Task A_deleted_lead_comes_back_as_it_was()
    {
        var lead = await ALead();
        await Alice.Send(new DeleteLeadCommand(lead.Id));

        var restored = await Alice.Send(new RestoreLeadCommand(lead.Id));

        restored.Value.DeletedAt.ShouldBeNull();
        (await Alice.Send(new GetLeadQuery(lead.Id))).Value.Email.ShouldBe(lead.Email);
    }

    [Test]
    public async Task Another_organizations_lead_cannot_be_restored()
    {
        var stranger = (await Nexus.AnOrganizationAsync()).Owner;
        var lead = await ALead();
        await Alice.Send(new DeleteLeadCommand(lead.Id));

        (await stranger.Send(new RestoreLeadCommand(lead.Id))).Error!.Code.ShouldBe("not_found");
    }
}
