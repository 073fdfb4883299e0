using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.BrowserTests.Kit;

public sealed class WordingTests
{
    private static readonly TimeZoneInfo Singapore = TimeZoneInfo.FindSystemTimeZoneById("Asia/Singapore");
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 6, 0, 0, TimeSpan.Zero);      // 14:00 in Singapore

    [TestCase("00:00:20", "just now")]
    [TestCase("00:05:30", "5 min ago")]
    [TestCase("03:10:00", "3 h ago")]
    [TestCase("15:00:00", "yesterday")]
    [TestCase("4.00:00:00", "4 days ago")]
    [TestCase("40.00:00:00", "12 Oct")]
    [TestCase("400.00:00:00", "17 Oct 2025")]
    [TestCase("-02:00:00", "in 2 h")]
    [TestCase("-1.00:00:00", "tomorrow")]
    [TestCase("-3.00:00:00", "in 3 days")]
    public void An_instant_is_said_as_people_say_it(string ago, string expected) =>
        RelativeTimes.Describe(Now - TimeSpan.Parse(ago, System.Globalization.CultureInfo.InvariantCulture), Now, Singapore).ShouldBe(expected);

    [Test]
    public void The_exact_instant_names_its_zone() => RelativeTimes.Exact(Now, Singapore).ShouldBe("Sat 21 Nov 2026, 14:00 (UTC+08:00)");

    [TestCase("completed_with_errors", "Completed with errors")]
    [TestCase("demoRequest", "Demo request")]
    [TestCase("ColdCall", "Cold call")]
    [TestCase("new", "New")]
    [TestCase("", "")]
    public void A_wire_word_becomes_a_sentence(string word, string expected) => Words.Sentence(word).ShouldBe(expected);

    [TestCase("Mei Lin Tan", "MT")]
    [TestCase("arjun", "A")]
    [TestCase("  ", "?")]
    public void A_name_has_initials(string name, string expected) => Initials.Of(name).ShouldBe(expected);

    [TestCase("1,250", 1250)]
    [TestCase("12 500", 12500)]
    [TestCase("-3", -3)]
    [TestCase("", null)]
    public void A_whole_number_is_read(string text, int? expected)
    {
        Numbers.TryParse<int?>(text, out var number).ShouldBeTrue();
        number.ShouldBe(expected);
    }

    [TestCase("12.5")]
    [TestCase("twelve")]
    [TestCase("99999999999")]
    public void What_is_no_whole_number_is_refused(string text) => Numbers.TryParse<int?>(text, out _).ShouldBeFalse();

    [TestCase(42_310, 100_000, 9_800.0, "10 s")]
    [TestCase(0, 100_000, 500.0, "4 min")]
    public void A_job_says_how_long_it_still_takes(long processed, long total, double rate, string expected) =>
        JobProgressView.Say(new JobProgressView("running", processed, total, PerSecond: rate).Remaining!.Value).ShouldBe(expected);
}
