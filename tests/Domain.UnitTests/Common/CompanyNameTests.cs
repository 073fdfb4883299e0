using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.UnitTests.Common;

internal sealed class CompanyNameTests
{
    [TestCase("Straits Logistics Pte Ltd", "straits logistics")]
    [TestCase("Straits Logistics PTE LTD", "straits logistics")]
    [TestCase("Straits Logistics Pte. Ltd.", "straits logistics")]
    [TestCase("  STRAITS   Logistics, Private Limited ", "straits logistics")]
    [TestCase("Straits Logistics (Pte) Limited", "straits logistics")]
    [TestCase("Straits Logistics LLP", "straits logistics")]
    [TestCase("Straits Logistics L.L.C.", "straits logistics")]
    [TestCase("Straits Logistics Sdn. Bhd.", "straits logistics")]
    [TestCase("Straits Logistics Co., Ltd.", "straits logistics")]
    [TestCase("Straits-Logistics Inc", "straits logistics")]
    [TestCase("Müller GmbH", "muller")]
    [TestCase("O'Brien & Sons Ltd", "obrien and sons")]
    [TestCase("Straits Group", "straits group")]
    [TestCase("Straits Group Pte Ltd", "straits group")]
    [TestCase("Limited", "limited")]
    [TestCase("Inc. Limited", "inc")]
    [TestCase("新加坡航空", "新加坡航空")]
    [TestCase("3M", "3m")]
    [TestCase("...", null)]
    [TestCase(" ", null)]
    [TestCase(null, null)]
    public void Legal_form_punctuation_accents_and_case_do_not_count(string? name, string? normalized) => CompanyName.Normalize(name).ShouldBe(normalized);

    [Test]
    public void Normalising_twice_changes_nothing_more()
    {
        foreach (var name in new[] { "Straits Logistics Pte. Ltd.", "O'Brien & Sons Co., Ltd.", "Müller GmbH & Co. KG", "A" })
            CompanyName.Normalize(CompanyName.Normalize(name)).ShouldBe(CompanyName.Normalize(name));
    }
}
