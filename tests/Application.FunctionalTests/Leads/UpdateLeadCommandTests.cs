using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Leads;
using NexusCrm.Application.Leads.Commands;
using NexusCrm.Application.Leads.Queries;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.FunctionalTests.Leads;

[TestFixture]
internal sealed class UpdateLeadCommandTests : LeadFixture
{
    [Test]
    public async Task What_is_left_out_stays_and_null_clears()
    {
        var lead = await ALead(Somebody() with { JobTitle = "Buyer", Address = new PostalAddress("1 Robinson Road", null, "Singapore", null, "048542", "SG"), CustomFields = """{"a":1,"b":2}""" });

        var changed = await Update(lead, new LeadPatch
        {
            JobTitle = new Optional<string?>(null),
            Industry = "Shipping",
            Address = new AddressPatch { PostalCode = "048543" },
            CustomFields = """{"b":null,"c":3}""",
        });

        changed.Value.JobTitle.ShouldBeNull();
        changed.Value.Industry.ShouldBe("Shipping");
        changed.Value.FirstName.ShouldBe("Mei");
        changed.Value.Address.ShouldBe(new PostalAddress("1 Robinson Road", null, "Singapore", null, "048543", "SG"));
        changed.Value.CustomFields.ShouldBe("""{"a":1,"c":3}""");
        changed.Value.Version.ShouldBe(2);
    }

    [Test]
    public async Task A_changed_factor_changes_the_score_in_the_same_save()
    {
        var lead = await ALead();

        var changed = await Update(lead, new LeadPatch { Rating = LeadRating.Hot });

        changed.Value.Score.ShouldBe(lead.Score + 20);
        (await Stored(Alice, lead.Id)).Version.ShouldBe(2);
    }

    [Test]
    public async Task Nothing_changed_raises_no_version()
    {
        var lead = await ALead();

        (await Update(lead, new LeadPatch { Company = lead.Company })).Value.Version.ShouldBe(1);
    }

    [Test]
    public async Task A_stale_version_is_refused_with_the_current_one_even_when_nothing_would_change()
    {
        var lead = await ALead();
        await Update(lead, new LeadPatch { Industry = "Retail" });

        var stale = await Alice.Send(new UpdateLeadCommand(lead.Id, new LeadPatch(), Version: 1));

        stale.Error!.Code.ShouldBe("version_conflict");
        stale.Error.Details!["currentVersion"].ShouldBe(2);
    }

    [Test]
    public async Task Of_two_who_save_the_same_version_at_once_one_is_told()
    {
        var lead = await ALead();

        var both = await Task.WhenAll(
            Alice.Send(new UpdateLeadCommand(lead.Id, new LeadPatch { Industry = "Retail" }, 1)),
            Alice.Send(new UpdateLeadCommand(lead.Id, new LeadPatch { Industry = "Energy" }, 1)));

        both.Count(r => r.Succeeded).ShouldBe(1);
        both.Single(r => !r.Succeeded).Error!.Code.ShouldBe("version_conflict");
    }

    [Test]
    public async Task The_status_moves_to_contacted_only()
    {
        var lead = await ALead();

        (await Update(lead, new LeadPatch { Status = LeadStatus.Qualified })).Error!.Code.ShouldBe("invalid_transition");
        (await Update(lead, new LeadPatch { Status = LeadStatus.Converted })).Error!.Code.ShouldBe("invalid_transition");
        (await Update(lead, new LeadPatch { Status = LeadStatus.Contacted })).Value.Status.ShouldBe(LeadStatus.Contacted);
        (await Update(lead, new LeadPatch { Status = LeadStatus.New })).Error!.Code.ShouldBe("invalid_transition");
        (await Stored(Alice, lead.Id)).StatusHistory.Count.ShouldBe(1);
    }

    [Test]
    public async Task A_salesperson_may_take_an_unassigned_lead_but_not_give_it_away()
    {
        var sam = await ASalesperson(Organization);
        var lead = await ALead();

        (await sam.Send(new UpdateLeadCommand(lead.Id, new LeadPatch { OwnerId = Alice.UserId }))).Error!.Code.ShouldBe("forbidden");
        (await sam.Send(new UpdateLeadCommand(lead.Id, new LeadPatch { OwnerId = sam.UserId }))).Value.OwnerId.ShouldBe(sam.UserId);
        (await Stored(Alice, lead.Id)).AssignmentLocked.ShouldBeTrue();
    }

    [Test]
    public async Task A_lead_that_is_not_seen_is_not_there()
    {
        var sam = await ASalesperson(Organization);
        var stranger = (await Nexus.AnOrganizationAsync()).Owner;
        var lead = await ALead(Alice, ownerId: Alice.UserId);

        (await sam.Send(new UpdateLeadCommand(lead.Id, new LeadPatch { Industry = "Retail" }))).Error!.Code.ShouldBe("not_found");
        (await stranger.Send(new UpdateLeadCommand(lead.Id, new LeadPatch { Industry = "Retail" }))).Error!.Code.ShouldBe("not_found");
        (await Alice.Send(new GetLeadQuery(lead.Id))).Value.Industry.ShouldBeNull();
    }

    private Task<Result<LeadRecord>> Update(LeadRecord lead, LeadPatch patch) => Alice.Send(new UpdateLeadCommand(lead.Id, patch));
}
