using NexusCrm.Domain.Common;
using static NexusCrm.Domain.UnitTests.Given;

namespace NexusCrm.Domain.UnitTests.Common;

internal sealed class EmailAddressTests
{
    [TestCase("mei@straits.example")]
    [TestCase("  Mei.Ling+crm@Sales.Straits.com.sg ")]
    [TestCase("o'brien@x-y.example")]
    [TestCase("josé@straits.example")]
    [TestCase("a@b.co")]
    public void An_address_is_read_trimmed_and_compared_in_lower_case(string text)
    {
        var address = Ok(EmailAddress.Parse(text));

        (address.Value, address.Normalized).ShouldBe((text.Trim(), text.Trim().ToLowerInvariant()));
    }

    [TestCase("")]
    [TestCase("mei")]
    [TestCase("mei@")]
    [TestCase("@straits.example")]
    [TestCase("mei@straits")]
    [TestCase("mei@@straits.example")]
    [TestCase("mei straits@straits.example")]
    [TestCase("mei@straits..example")]
    [TestCase("mei@-straits.example")]
    [TestCase("mei@straits.example,tan@straits.example")]
    [TestCase("Mei <mei@straits.example>")]
    [TestCase("mei@straits.example\r\nBcc: all@straits.example")]
    public void What_is_no_address_is_refused(string text) => Refused(EmailAddress.Parse(text)).Code.ShouldBe("email_invalid");

    [Test]
    public void An_address_that_is_too_long_is_refused() =>
        Refused(EmailAddress.Parse("a@" + string.Join('.', Enumerable.Repeat(new string('b', 60), 5)) + ".example")).Code.ShouldBe("email_too_long");

    [TestCase("a@straits.example", "straits.example")]
    [TestCase("a@sales.straits.example", "straits.example")]
    [TestCase("a@straits.com.sg", "straits.com.sg")]
    [TestCase("a@sales.straits.com.sg", "straits.com.sg")]
    [TestCase("a@x.straits.co.uk", "straits.co.uk")]
    [TestCase("a@gmail.com", null)]
    [TestCase("a@yahoo.com.sg", null)]
    public void Only_a_work_domain_says_something_about_the_company(string text, string? domain) => Ok(EmailAddress.Parse(text)).WorkDomain.ShouldBe(domain);
}
