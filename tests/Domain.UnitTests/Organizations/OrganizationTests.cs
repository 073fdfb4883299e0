using NexusCrm.Domain.Organizations;
using static NexusCrm.Domain.UnitTests.Given;
using Tenant = NexusCrm.Domain.Organizations.Organization;

namespace NexusCrm.Domain.UnitTests.Organizations;

internal sealed class OrganizationTests
{
    private static readonly OrganizationDetails Straits = new() { Name = "Straits Pte Ltd", Slug = "straits" };

    [Test]
    public void An_organization_belongs_to_itself_and_starts_in_singapore()
    {
        var organization = Ok(Tenant.Create(Straits, Now, Alice));

        organization.OrganizationId.ShouldBe(organization.Id);
        organization.Id.ShouldNotBe(Guid.Empty);
        (organization.TimeZone, organization.Currency, organization.FiscalYearEndMonth, organization.Assignment.Mode).ShouldBe(("Asia/Singapore", "SGD", 12, AssignmentMode.Owner));
        organization.TakeEvents().ShouldHaveSingleItem().OrganizationId.ShouldBe(organization.Id);
    }

    [Test]
    public void Everything_wrong_is_named_in_one_refusal() =>
        Refused(Tenant.Create(new OrganizationDetails
        {
            Slug = "-x", Uen = "1", TimeZone = "Mars/Olympus", Currency = "XXX", FiscalYearEndMonth = 13, Branding = new Branding("red", null), Dpo = new DataProtectionOfficer(null, "x", "1"),
            Gst = GstSettings.NotRegistered with { Registered = true, PeriodStartMonth = 0 }, Assignment = new AssignmentSettings(AssignmentMode.RoundRobin, null, []),
        }, Now, Alice)).Fields!.Keys.ShouldBe(
        [
            "name", "slug", "uen", "timeZone", "currency", "fiscalYearEndMonth", "branding.colour", "dpo.email", "dpo.phone", "gst.number", "gst.registeredFrom", "gst.periodStartMonth", "assignment.memberIds",
        ], ignoreOrder: true);

    [Test]
    public void An_assignment_keeps_only_what_its_mode_needs()
    {
        var organization = Ok(Tenant.Create(Straits with { Assignment = new AssignmentSettings(AssignmentMode.LeastOpen, Alice, [Alice, Bob, Alice]) }, Now, Alice));
        organization.Assignment.OwnerId.ShouldBeNull();
        organization.Assignment.MemberIds.ShouldBe([Alice, Bob]);

        Ok(organization.Change(organization.Details() with { Assignment = new AssignmentSettings(AssignmentMode.Owner, Bob, [Alice]) }, Now, Alice));
        organization.Assignment.OwnerId.ShouldBe(Bob);
        organization.Assignment.MemberIds.ShouldBeEmpty();
    }

    [Test]
    public void A_day_is_a_day_of_its_zone() =>
        Ok(Tenant.Create(Straits, Now, Alice)).DayAt(new DateTimeOffset(2026, 11, 21, 17, 0, 0, TimeSpan.Zero)).ShouldBe(new DateOnly(2026, 11, 22));

    [TestCase("acme", true)]
    [TestCase("a-1", true)]
    [TestCase("0123456789012345678901234567890123456789", true)]
    [TestCase("01234567890123456789012345678901234567890", false)]
    [TestCase("ab", false)]
    [TestCase("Acme", false)]
    [TestCase("-acme", false)]
    [TestCase("acme-", false)]
    [TestCase("a--b", false)]
    [TestCase("a_b", false)]
    [TestCase("acme\n", false)]
    public void A_slug_has_its_form(string slug, bool valid) => Slug.IsValid(slug).ShouldBe(valid);

    [TestCase("Straits Pte. Ltd.", 1, "straits-pte-ltd")]
    [TestCase("Straits Pte. Ltd.", 2, "straits-pte-ltd-2")]
    [TestCase("Müller & Söhne", 1, "muller-sohne")]
    [TestCase("X", 1, "org-x")]
    [TestCase("新加坡", 1, "org")]
    [TestCase("a very long name of a company that never seems to end", 12, "a-very-long-name-of-a-company-that-ne-12")]
    public void A_slug_is_made_of_a_name(string name, int attempt, string slug)
    {
        Slug.From(name, attempt).ShouldBe(slug);
        Slug.IsValid(slug).ShouldBeTrue();
    }
}
