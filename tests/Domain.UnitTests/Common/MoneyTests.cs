using NexusCrm.Domain.Common;
using static NexusCrm.Domain.UnitTests.Given;

namespace NexusCrm.Domain.UnitTests.Common;

internal sealed class MoneyTests
{
    [TestCase("1234.5", "sgd", "1234.50")]
    [TestCase("0", "USD", "0.00")]
    [TestCase("1500", "JPY", "1500")]
    [TestCase("9999999999999999.99", "SGD", "9999999999999999.99")]
    public void An_amount_is_written_with_the_decimals_of_its_currency(string amount, string currency, string text) => Ok(Money.Of(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency)).AmountText.ShouldBe(text);

    [TestCase("-0.01", "SGD", "negative_amount")]
    [TestCase("0.001", "SGD", "too_many_decimals")]
    [TestCase("1.5", "JPY", "too_many_decimals")]
    [TestCase("10000000000000000", "SGD", "amount_too_large")]
    [TestCase("1", "XXX", "unknown_currency")]
    public void What_cannot_be_an_amount_is_refused(string amount, string currency, string code) => Refused(Money.Of(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency)).Code.ShouldBe(code);
}

internal sealed class CountriesTests
{
    [TestCase("SG", "SG")]
    [TestCase("sg", "SG")]
    [TestCase("SINGAPORE", "SG")]
    [TestCase("Malaysia", "MY")]
    [TestCase("DEU", "DE")]
    [TestCase("United Kingdom", "GB")]
    [TestCase("Atlantis", null)]
    [TestCase("", null)]
    public void A_country_is_found_by_code_or_name(string text, string? code) => Countries.Find(text).ShouldBe(code);
}

internal sealed class TextSimilarityTests
{
    [TestCase("martha", "marhta", 0.961)]
    [TestCase("dixon", "dicksonx", 0.813)]
    [TestCase("dwayne", "duane", 0.84)]
    [TestCase("same", "same", 1)]
    [TestCase("abc", "xyz", 0)]
    [TestCase("", "abc", 0)]
    [TestCase("a", "a", 1)]
    public void Known_examples_of_jaro_winkler_hold(string one, string other, double similarity)
    {
        TextSimilarity.JaroWinkler(one, other).ShouldBe(similarity, 0.001);
        TextSimilarity.JaroWinkler(other, one).ShouldBe(similarity, 0.001);
    }
}

internal sealed class CustomFieldValuesTests
{
    [Test]
    public void A_patch_sets_and_removes_keys() => CustomFieldValues.Merge("""{"a":1,"b":2}""", """{"b":null,"c":[3]}""").ShouldBe("""{"a":1,"c":[3]}""");

    [Test]
    public void Only_missing_and_null_keys_are_filled() => CustomFieldValues.FillBlanks("""{"a":1,"b":null}""", """{"a":9,"b":2,"c":3}""").ShouldBe("""{"a":1,"b":2,"c":3}""");
}
