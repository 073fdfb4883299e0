using NexusCrm.Application.Records.Import;

namespace NexusCrm.Application.UnitTests.Records.Import;

[TestFixture]
internal sealed class ValueParserTests
{
    private static readonly TimeZoneInfo Singapore = TimeZoneInfo.FindSystemTimeZoneById("Asia/Singapore");

    [TestCase(".", "1234.5", "1234.5")]
    [TestCase(".", "1,234,567.50", "1234567.50")]
    [TestCase(".", "753,000", "753000")]
    [TestCase(".", "1'000", "1000")]
    [TestCase(".", "-12", "-12")]
    [TestCase(".", "1,5", null)]
    [TestCase(".", "12,34", null)]
    [TestCase(".", "1.", null)]
    [TestCase(".", "", null)]
    [TestCase(".", "abc", null)]
    [TestCase(".", "1e5", null)]
    [TestCase(".", "1.2.3", null)]
    [TestCase(",", "1.234,5", "1234.5")]
    [TestCase(",", "0,75", "0.75")]
    [TestCase(",", "1.5", null)]
    public void Reads_numbers(string mark, string text, string? expected) =>
        (new ValueParser(new ImportFormats { DecimalMark = mark }, Singapore).Number(text)?.ToString(System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(expected);

    [TestCase("S$456,000.00", "SGD 456000.00")]
    [TestCase("456000", "EUR 456000.00")]
    [TestCase("$10", "EUR 10.00")]
    [TestCase("US$ 10", "USD 10.00")]
    [TestCase("usd 10.50", "USD 10.50")]
    [TestCase("10.50 MYR", "MYR 10.50")]
    [TestCase("RM1,000", "MYR 1000.00")]
    [TestCase("€ 5", "EUR 5.00")]
    [TestCase("lots", null)]
    public void Reads_amounts(string text, string? expected) => (Parser(new ImportFormats { Currency = "EUR" }).Amount(text, null)?.ToString()).ShouldBe(expected);

    [TestCase(DateOrder.Dmy, "2026-08-14 17:42", "2026-08-14T09:42:00Z", Description = "in the organization's zone")]
    [TestCase(DateOrder.Dmy, "2026-08-14T17:42:00Z", "2026-08-14T17:42:00Z")]
    [TestCase(DateOrder.Dmy, "2026-08-14T17:42:00.123456Z", "2026-08-14T17:42:00.123456Z")]
    [TestCase(DateOrder.Dmy, "2026-08-14T17:42:00+02:00", "2026-08-14T15:42:00Z")]
    [TestCase(DateOrder.Dmy, "3/4/2026", "2026-04-02T16:00:00Z")]
    [TestCase(DateOrder.Mdy, "3/4/2026", "2026-03-03T16:00:00Z")]
    [TestCase(DateOrder.Ymd, "2026/3/4", "2026-03-03T16:00:00Z")]
    [TestCase(DateOrder.Dmy, "14 Aug 2026", "2026-08-13T16:00:00Z")]
    [TestCase(DateOrder.Dmy, "14/8/2026 9:05 PM", "2026-08-14T13:05:00Z")]
    [TestCase(DateOrder.Dmy, "31/2/2026", null)]
    [TestCase(DateOrder.Dmy, "2026-02-30", null)]
    [TestCase(DateOrder.Dmy, "8/14/2026", null)]
    [TestCase(DateOrder.Dmy, "yesterday", null)]
    public void Reads_moments(DateOrder order, string text, string? expected) =>
        Parser(new ImportFormats { DateOrder = order }).Instant(text).ShouldBe(expected is null ? null : DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));

    [TestCase("Yes", true)]
    [TestCase("0", false)]
    [TestCase("perhaps", null)]
    public void Reads_yes_and_no(string text, bool? expected) => ValueParser.YesOrNo(text).ShouldBe(expected);

    private static ValueParser Parser(ImportFormats formats) => new(formats, Singapore);
}
