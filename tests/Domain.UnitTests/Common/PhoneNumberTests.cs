using NexusCrm.Domain.Common;
using static NexusCrm.Domain.UnitTests.Given;

namespace NexusCrm.Domain.UnitTests.Common;

internal sealed class PhoneNumberTests
{
    [TestCase("+65 9123 4567")]
    [TestCase("65-91234567")]
    [TestCase("(+65)91234567")]
    [TestCase("9123 4567")]
    [TestCase("91234567")]
    [TestCase("006591234567")]
    [TestCase("+65.9123.4567")]
    [TestCase("+65\u00A09123\u00A04567")]
    public void Every_spelling_of_a_singapore_number_is_one_number(string text) => Ok(PhoneNumber.Parse(text)).Value.ShouldBe("+6591234567");

    [TestCase("+60 12-345 6789", "SG", "+60123456789")]
    [TestCase("012-345 6789", "MY", "+60123456789")]
    [TestCase("+49 30 901820", "SG", "+4930901820")]
    [TestCase("020 7946 0958", "GB", "+442079460958")]
    [TestCase("(415) 555-2671", "US", "+14155552671")]
    [TestCase("6123 4567", "SG", "+6561234567")]
    [TestCase("3123 4567", "SG", "+6531234567")]
    public void A_number_belongs_to_the_country_it_names_or_else_to_the_given_one(string text, string country, string value) => Ok(PhoneNumber.Parse(text, country)).Value.ShouldBe(value);

    [TestCase("")]
    [TestCase("12")]
    [TestCase("call me")]
    [TestCase("+65 1234 5678")]
    [TestCase("+65 9123 456")]
    [TestCase("+65 9123 45678")]
    [TestCase("9123456")]
    [TestCase("++6591234567")]
    [TestCase("91+234567")]
    [TestCase("+0123456789")]
    [TestCase("+1234567890123456")]
    [TestCase("9123 4567 ext 12")]
    [TestCase("٩١٢٣٤٥٦٧")]
    public void What_is_no_number_is_refused(string text) => Refused(PhoneNumber.Parse(text)).Code.ShouldBe("phone_invalid");
}
