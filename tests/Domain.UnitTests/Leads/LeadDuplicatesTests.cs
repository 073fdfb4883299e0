using NexusCrm.Domain.Leads;
using static NexusCrm.Domain.UnitTests.Given;

namespace NexusCrm.Domain.UnitTests.Leads;

internal sealed class LeadDuplicatesTests
{
    [TestCase("MEI@straits.example", null, null, null, 100, "email")]
    [TestCase(null, "+65 9123 4567", null, null, 90, "phone")]
    [TestCase(null, null, "STRAITS LOGISTICS (PRIVATE LIMITED)", "tan", 80, "company_name")]
    [TestCase("mei@straits.example", "91234567", "Straits Logistics", "Tan", 100, "email,phone,company_name")]
    [TestCase(null, null, "Straits Logistic", "Tan", 79, "company_name")]
    public void What_is_equal_or_alike_is_a_possible_duplicate(string? email, string? phone, string? company, string? lastName, int score, string reasons)
    {
        var lead = ALead(new LeadDetails { LastName = "Tan", Email = "mei@straits.example", Phone = "91234567", Company = "Straits Logistics Pte Ltd" });

        var found = LeadDuplicates.Compare(DuplicateKeys.Of(email, phone, company, lastName), DuplicateKeys.Of(lead));

        found.ShouldNotBeNull();
        (found.Score, string.Join(',', found.Reasons)).ShouldBe((score, reasons));
    }

    [TestCase(null, null, null, null)]
    [TestCase("other@straits.example", null, null, null)]
    [TestCase(null, "9123", null, null)]
    [TestCase(null, null, "Straits Logistics", null)]
    [TestCase(null, null, "Straits Logistics", "Wong")]
    [TestCase(null, null, "Harbour Robotics", "Tan")]
    public void What_only_looks_so_is_none(string? email, string? phone, string? company, string? lastName)
    {
        var lead = ALead(new LeadDetails { LastName = "Tan", Email = "mei@straits.example", Phone = "91234567", Company = "Straits Logistics Pte Ltd" });

        LeadDuplicates.Compare(DuplicateKeys.Of(email, phone, company, lastName), DuplicateKeys.Of(lead)).ShouldBeNull();
    }

    [Test]
    public void Two_leads_without_anything_in_common_to_compare_are_none() =>
        LeadDuplicates.Compare(new DuplicateKeys(null, null, null, null), new DuplicateKeys(null, null, null, null)).ShouldBeNull();
}
