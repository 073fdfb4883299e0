using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Leads.Capture;
using NexusCrm.Application.Leads.Forms;
using NexusCrm.Domain.Leads;
using NexusCrm.Domain.Members;
using NexusCrm.TestKit.Nexus;

namespace NexusCrm.Application.FunctionalTests.Leads;

[TestFixture]
internal sealed class CreateLeadFormCommandTests : FormFixture
{
    [Test]
    public async Task A_form_has_a_key_that_leads_to_its_organization()
    {
        var form = await AForm(Alice);

        form.PublicKey.ShouldMatch("^fk_[0-9A-Za-z]{22}$");
        (await Nexus.SendAsync(ActorIdentity.Anonymous, new GetPublicFormQuery(form.PublicKey))).Value.Organization.ShouldBe(Organization.Name);
    }

    [Test]
    public async Task Wrong_details_are_named()
    {
        var refused = await Alice.Send(new CreateLeadFormCommand(new LeadFormDetails { AllowedOrigins = ["acme"], RedirectUrl = "javascript:alert(1)" }));

        refused.Error!.Fields!.Keys.ShouldBe(["name", "allowedOrigins[0]", "redirectUrl"], ignoreOrder: true);
        (await Alice.Send(new CreateLeadFormCommand(new LeadFormDetails { Name = "X", DefaultOwnerId = Guid.CreateVersion7() }))).Error!.Fields!.Keys.ShouldBe(["defaults.ownerId"]);
    }

    [Test]
    public async Task Salespeople_do_not_manage_forms()
    {
        var sam = await ASalesperson(Organization);

        (await sam.Send(new CreateLeadFormCommand(new LeadFormDetails { Name = "X" }))).Error!.Code.ShouldBe("forbidden");
        (await sam.Send(new ListLeadFormsQuery())).Error!.Code.ShouldBe("forbidden");
    }
}

[TestFixture]
internal sealed class UpdateLeadFormCommandTests : FormFixture
{
    [Test]
    public async Task Another_consent_text_gets_the_next_version()
    {
        var form = await AForm(Alice);

        var changed = await Alice.Send(new UpdateLeadFormCommand(form.Id, new LeadFormPatch { ConsentText = "You may call me." }, form.Version));

        changed.Value.ConsentVersion.ShouldBe(form.ConsentVersion + 1);
        changed.Value.Name.ShouldBe(form.Name);
        (await Alice.Send(new UpdateLeadFormCommand(form.Id, new LeadFormPatch(), form.Version))).Error!.Code.ShouldBe("version_conflict");
    }

    [Test]
    public async Task A_form_that_is_switched_off_refuses()
    {
        var form = await AForm(Alice);

        await Alice.Send(new UpdateLeadFormCommand(form.Id, new LeadFormPatch { Active = false }));

        (await Submit(form.PublicKey)).Error!.Code.ShouldBe("invalid_form_key");
    }

    [Test]
    public async Task Another_organizations_form_is_not_there()
    {
        var stranger = (await Nexus.AnOrganizationAsync()).Owner;
        var form = await AForm(Alice);

        (await stranger.Send(new UpdateLeadFormCommand(form.Id, new LeadFormPatch { Name = "Mine" }))).Error!.Code.ShouldBe("not_found");
        (await stranger.Send(new GetLeadFormQuery(form.Id))).Error!.Code.ShouldBe("not_found");
        (await stranger.Send(new ListLeadFormsQuery())).Value.ShouldBeEmpty();
    }
}

[TestFixture]
internal sealed class RotateLeadFormKeyCommandTests : FormFixture
{
    [Test]
    public async Task The_old_key_is_refused_and_the_new_one_works()
    {
        var form = await AForm(Alice);

        var rotated = await Alice.Send(new RotateLeadFormKeyCommand(form.Id));

        (await Submit(form.PublicKey)).Error!.Code.ShouldBe("invalid_form_key");
        (await Submit(rotated.Value.PublicKey)).Succeeded.ShouldBeTrue();
    }
}

[TestFixture]
internal sealed class DeleteLeadFormCommandTests : FormFixture
{
    [Test]
    public async Task Its_leads_stay()
    {
        var organization = await Nexus.AnOrganizationAsync();
        var form = await AForm(organization.Owner);
        await Submit(form.PublicKey);

        (await organization.Owner.Send(new DeleteLeadFormCommand(form.Id))).Succeeded.ShouldBeTrue();

        (await Submit(form.PublicKey)).Error!.Code.ShouldBe("invalid_form_key");
        (await LeadsOf(organization)).Single().Touches.Single().FormId.ShouldBe(form.Id);
    }
}

[TestFixture]
internal sealed class GetLeadFormSnippetQueryTests : FormFixture
{
    [Test]
    public async Task The_snippet_posts_to_the_hosted_page_and_escapes_what_people_typed()
    {
        var form = (await Alice.Send(new CreateLeadFormCommand(new LeadFormDetails { Name = "A \"form\"", ConsentText = "<b>Yes</b>" }))).Value;

        var snippet = (await Alice.Send(new GetLeadFormSnippetQuery(form.Id, new Uri("https://crm.example.sg")))).Value;

        snippet.PageUrl.ShouldBe($"https://crm.example.sg/f/{form.PublicKey}");
        snippet.Iframe.ShouldContain($"{snippet.PageUrl}?embed=1");
        snippet.Iframe.ShouldNotContain("A \"form\"");
        snippet.Html.ShouldContain("&lt;b&gt;Yes&lt;/b&gt;");
    }
}

[TestFixture]
internal sealed class CaptureLeadCommandTests : FormFixture
{
    [Test]
    public async Task A_submission_makes_a_lead_with_its_campaign_and_touch()
    {
        var organization = await Nexus.AnOrganizationAsync();
        var form = await AForm(organization.Owner);

        var receipt = await Submit(form.PublicKey, Visitor() with { Utm = new("google", new string('m', 500), null, null, null), Referrer = "https://google.com", LandingPage = "https://nexus.example/pricing" });

        receipt.Value.Reference.Length.ShouldBe(20);
        var lead = (await LeadsOf(organization)).Single();
        lead.Source.ShouldBe(LeadSource.DemoRequest);
        lead.CreatedBy.ShouldBeNull();
        lead.Utm.Medium!.Length.ShouldBe(200);
        lead.Score.ShouldBeGreaterThan(0);
        (lead.Touches.Single().FormId, lead.Touches.Single().Referrer).ShouldBe((form.Id, "https://google.com"));
    }

    [Test]
    public async Task The_same_address_again_fills_blanks_and_adds_a_touch_to_the_open_lead()
    {
        var organization = await Nexus.AnOrganizationAsync();
        var form = await AForm(organization.Owner);
        await Submit(form.PublicKey, new LeadSubmission { LastName = "Tan", Email = "mei@acme.sg", Description = "First" });

        var again = await Submit(form.PublicKey, new LeadSubmission { LastName = "Other", Email = "MEI@acme.sg", Phone = "91234567", Description = "Second" });

        again.Succeeded.ShouldBeTrue();
        var lead = (await LeadsOf(organization)).Single();
        (lead.LastName, lead.Phone, lead.Description).ShouldBe(("Tan", "+6591234567", "First"));
        lead.Touches.Count.ShouldBe(2);
        (await organization.Owner.WithDbAsync(db => db.Set<Domain.Activities.Activity>().SingleAsync())).Body.ShouldBe("Second");
    }

    [Test]
    public async Task A_closed_lead_with_the_address_is_left_alone()
    {
        var organization = await Nexus.AnOrganizationAsync();
        var form = await AForm(organization.Owner);
        await Submit(form.PublicKey);
        await organization.Owner.Send(new Application.Leads.Commands.DisqualifyLeadCommand((await LeadsOf(organization)).Single().Id, DisqualifyReason.NoResponse, null));

        await Submit(form.PublicKey);

        (await LeadsOf(organization)).Count.ShouldBe(2);
    }

    [Test]
    public async Task Many_submissions_of_one_address_at_once_make_one_lead()
    {
        var organization = await Nexus.AnOrganizationAsync();
        var form = await AForm(organization.Owner);

        var all = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Submit(form.PublicKey)));

        all.ShouldAllBe(r => r.Succeeded);
        all.Select(r => r.Value.Reference).Distinct().Count().ShouldBe(12);
        (await LeadsOf(organization)).Single().Touches.Count.ShouldBe(12);
    }

    [Test]
    public async Task A_filled_trap_is_thanked_and_dropped()
    {
        var organization = await Nexus.AnOrganizationAsync();
        var form = await AForm(organization.Owner);

        (await Submit(form.PublicKey, Visitor() with { Trap = "https://spam.example" })).Succeeded.ShouldBeTrue();

        (await LeadsOf(organization)).ShouldBeEmpty();
    }

    [Test]
    public async Task Unknown_keys_are_refused_alike()
    {
        foreach (var key in new[] { null, "", "fk_short", "fk_" + new string('x', 22) }) (await Submit(key)).Error.ShouldBe(PublicFormsKey);
    }

    [Test]
    public async Task A_browser_of_another_site_needs_an_allowed_origin()
    {
        var form = await AForm(Alice);

        (await Nexus.SendAsync(ActorIdentity.Anonymous, new CaptureLeadCommand(form.PublicKey, Visitor(), "https://www.acme.sg"))).Succeeded.ShouldBeTrue();
        (await Nexus.SendAsync(ActorIdentity.Anonymous, new CaptureLeadCommand(form.PublicKey, Visitor(), "https://evil.example"))).Error.ShouldBe(PublicFormsKey);
    }

    [Test]
    public async Task Consent_is_kept_with_what_the_visitor_saw()
    {
        var organization = await Nexus.AnOrganizationAsync();
        var form = await AForm(organization.Owner);

        var receipt = await Submit(form.PublicKey, Visitor() with { ConsentGranted = true, ConsentVersion = 1 });

        var entry = await organization.Owner.WithDbAsync(db => db.Set<Domain.Consent.ConsentEntry>().SingleAsync());
        (entry.WordingVersion, entry.Wording, entry.By).ShouldBe((1, form.ConsentText, null));
        entry.Proof!.ShouldContain(receipt.Value.Reference);
        entry.PersonId.ShouldBe((await LeadsOf(organization)).Single().Id);
    }

    [Test]
    public async Task Without_consent_none_is_kept()
    {
        var organization = await Nexus.AnOrganizationAsync();
        var form = await AForm(organization.Owner);

        await Submit(form.PublicKey, Visitor() with { ConsentGranted = false });

        (await organization.Owner.WithDbAsync(db => db.Set<Domain.Consent.ConsentEntry>().AnyAsync())).ShouldBeFalse();
    }

    [Test]
    public async Task What_is_wrong_is_named_whether_the_lead_is_known_or_not()
    {
        var organization = await Nexus.AnOrganizationAsync();
        var form = await AForm(organization.Owner);
        await Submit(form.PublicKey, Visitor() with { Email = "known@acme.sg" });

        foreach (var email in new[] { "known@acme.sg", "unknown@acme.sg" })
            (await Submit(form.PublicKey, Visitor() with { Email = email, Phone = "12" })).Error!.Fields!.Keys.ShouldBe(["phone"]);
    }

    [Test]
    public async Task The_forms_owner_gets_its_leads()
    {
        var organization = await Nexus.AnOrganizationAsync();
        var bob = await organization.AddMemberAsync(Role.Sales, "Bob Boon");
        var form = (await organization.Owner.Send(new CreateLeadFormCommand(new LeadFormDetails { Name = "Contact", DefaultOwnerId = bob.UserId }))).Value;

        await Submit(form.PublicKey);

        (await LeadsOf(organization)).Single().OwnerId.ShouldBe(bob.UserId);
    }

    private static Domain.Common.Error PublicFormsKey => new("invalid_form_key", "A valid form key is needed.", Domain.Common.ErrorKind.Unauthenticated);
}

internal abstract class FormFixture : LeadFixture
{
    protected static async Task<LeadFormRecord> AForm(TestMember by) => (await by.Send(new CreateLeadFormCommand(new LeadFormDetails
    {
        Name = "Website",
        DefaultSource = LeadSource.DemoRequest,
        AllowedOrigins = ["https://www.acme.sg"],
        ConsentText = "You may write to me.",
    }))).Value;

    protected static LeadSubmission Visitor() => new() { FirstName = "Mei", LastName = "Tan", Email = "mei.tan@visitor.sg" };

    protected Task<Domain.Common.Result<LeadReceipt>> Submit(string? key, LeadSubmission? submission = null) =>
        Nexus.SendAsync(ActorIdentity.Anonymous, new CaptureLeadCommand(key, submission ?? Visitor()));

    protected static Task<List<Lead>> LeadsOf(TestOrganization organization) => organization.Owner.WithDbAsync(db => db.Set<Lead>().Include(l => l.Touches).ToListAsync());
}
