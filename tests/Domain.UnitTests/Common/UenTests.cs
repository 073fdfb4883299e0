using NexusCrm.Domain.Common;
using static NexusCrm.Domain.UnitTests.Given;

namespace NexusCrm.Domain.UnitTests.Common;

internal sealed class UenTests
{
    [TestCase("00192200M")]
    [TestCase("197401143C")]
    [TestCase("201607416R")]
    [TestCase("53109628M")]
    [TestCase("S16FC0121D")]
    [TestCase("T01FC6132D")]
    [TestCase("202400001N")]
    [TestCase("202512345G")]
    [TestCase("201912345R")]
    [TestCase("202700099G")]
    [TestCase("53412345K")]
    [TestCase("53400001X")]
    [TestCase("T24LL0001G")]
    [TestCase("T09GB0002H")]
    [TestCase("S99FC5678E")]
    public void A_true_uen_passes(string text) => Ok(Uen.Parse(text)).Check.ShouldBe(UenCheck.Passed);

    [TestCase("200312345A")]
    [TestCase("53312345A")]
    [TestCase("T08GB0001A")]
    [TestCase("202400001A")]
    [TestCase("T08IO0001A")]
    public void A_check_letter_that_does_not_fit_is_doubtful_and_not_refused(string text) => Ok(Uen.Parse(text)).Check.ShouldBe(UenCheck.Doubtful);

    [TestCase("12345678")]
    [TestCase("1974011430")]
    [TestCase("A08GB0001A")]
    [TestCase("")]
    [TestCase("53109628M\n1")]
    [TestCase("٥٣١٠٩٦٢٨M")]
    public void What_does_not_have_the_form_is_refused(string text) => Refused(Uen.Parse(text)).Code.ShouldBe("uen_invalid");

    [Test]
    public void Spaces_dashes_and_case_do_not_count() => Ok(Uen.Parse(" t09-gb-0002 h")).Value.ShouldBe("T09GB0002H");

    [TestCase("M90312345A", "M90312345A")]
    [TestCase("M2-1234567-K", "M21234567K")]
    [TestCase("MR-8500001-2", "MR85000012")]
    [TestCase("197401143C", "197401143C")]
    public void A_gst_number_is_assigned_or_a_uen(string text, string value) => Ok(GstNumber.Parse(text)).Value.ShouldBe(value);

    [TestCase("M9031234")]
    [TestCase("GST123")]
    public void What_is_no_gst_number_is_refused(string text) => Refused(GstNumber.Parse(text)).Code.ShouldBe("gst_number_invalid");
}
