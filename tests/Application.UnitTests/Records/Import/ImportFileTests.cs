using System.Text;
using NexusCrm.Application.Records.Import;

namespace NexusCrm.Application.UnitTests.Records.Import;

[TestFixture]
internal sealed class ImportFileTests
{
    private static readonly Encoding Utf8 = new UTF8Encoding(false);

    static ImportFileTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private static IEnumerable<TestCaseData> Encodings()
    {
        yield return new TestCaseData(Utf8, "utf-8");
        yield return new TestCaseData(new UTF8Encoding(true), "utf-8");
        yield return new TestCaseData(Encoding.Unicode, "utf-16");
        yield return new TestCaseData(Encoding.BigEndianUnicode, "utf-16BE");
        yield return new TestCaseData(new UnicodeEncoding(false, false), "utf-16");
        yield return new TestCaseData(new UnicodeEncoding(true, false), "utf-16BE");
        yield return new TestCaseData(Encoding.GetEncoding(1252), "windows-1252");
    }

    [TestCaseSource(nameof(Encodings))]
    public void Finds_out_the_encoding(Encoding encoding, string name)
    {
        var file = Open([.. encoding.GetPreamble(), .. encoding.GetBytes("Name,Ort\nMüller,Köln\nJosé,Zürich\n")]);

        file.EncodingName.ShouldBe(name);
        file.Rows().Select(r => r.Record.Cells[0]).ShouldBe(["Müller", "José"]);
    }

    /// <summary>The first letter that is not ASCII may stand anywhere, also across the end of a buffer.</summary>
    [TestCase(10)]
    [TestCase(262_143)]
    [TestCase(262_144)]
    [TestCase(700_001)]
    public void Tells_utf8_from_windows_1252_wherever_the_first_umlaut_stands(int offset)
    {
        var text = "Name\n" + string.Concat(Enumerable.Repeat("abcdefghi\n", (offset / 10) + 1)).PadRight(offset, 'x') + "Müller\n";

        Open(Utf8.GetBytes(text)).EncodingName.ShouldBe("utf-8");
        Open(Encoding.GetEncoding(1252).GetBytes(text)).EncodingName.ShouldBe("windows-1252");
    }

    [TestCase("a,b\n1,2\n", ',')]
    [TestCase("a;b\n1,5;2\n3,5;4\n", ';')]
    [TestCase("a\tb\nx, y\tz\n", '\t')]
    [TestCase("a|b|c\n1|2|3\n", '|')]
    [TestCase("email\na@b.example\n", ',')]
    public void Finds_out_the_delimiter(string text, char expected) => Open(Utf8.GetBytes(text)).Delimiter.ShouldBe(expected);

    [TestCase("Name,E-mail\nA,a@b.example\n", true)]
    [TestCase("A,a@b.example\nB,b@b.example\n", false)]
    [TestCase("Tan,91234567\nLim,81234567\n", false)]
    public void Finds_out_whether_there_is_a_header(string text, bool expected)
    {
        var file = Open(Utf8.GetBytes(text));

        file.HasHeader.ShouldBe(expected);
        file.Headers[0].ShouldBe(expected ? "Name" : "Column 1");
    }

    [Test]
    public void Columns_without_or_with_the_same_name_get_names_of_their_own() => Open("Phone,,Phone,phone\n1,2,3,4\n"u8.ToArray()).Headers.ShouldBe(["Phone", "Column 2", "Phone (2)", "phone (3)"]);

    [Test]
    public void Counts_rows_after_the_header_and_reads_them_again()
    {
        var file = Open("a,b\n1,2\n3,4\n"u8.ToArray());

        file.Count(10, CancellationToken.None).Value.ShouldBe(2);
        file.Rows().Select(r => r.Number).ShouldBe([1, 2]);
        file.Count(1, CancellationToken.None).Error!.Code.ShouldBe("too_many_rows");
    }

    private static IEnumerable<TestCaseData> Hostile()
    {
        yield return new TestCaseData(Array.Empty<byte>(), "empty_file").SetArgDisplayNames("empty");
        yield return new TestCaseData("\n\n\n"u8.ToArray(), "empty_file").SetArgDisplayNames("only line breaks");
        yield return new TestCaseData(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13 }, "unsupported_file").SetArgDisplayNames("png");
        yield return new TestCaseData("PK\u0003\u0004xl/workbook.xml"u8.ToArray(), "unsupported_file").SetArgDisplayNames("xlsx");
        yield return new TestCaseData(Enumerable.Range(0, 4_000).Select(i => (byte)(i * 7)).ToArray(), "unsupported_file").SetArgDisplayNames("binary");
        yield return new TestCaseData((byte[])[0xEF, 0xBB, 0xBF, .. "a,b\nx,y\nM"u8, 0xFC, .. "ller,z\n"u8], "bad_encoding").SetArgDisplayNames("marked as UTF-8 but is not");
        yield return new TestCaseData("\"a,b\nc,d\n"u8.ToArray(), "unclosed_quote").SetArgDisplayNames("unclosed quote on line 1");
        yield return new TestCaseData(Utf8.GetBytes(new string(',', 1_000) + "\n"), "too_many_columns").SetArgDisplayNames("1,001 columns");
    }

    [TestCaseSource(nameof(Hostile))]
    public void Refuses_what_is_no_table(byte[] content, string code)
    {
        var refused = ImportFile.Open(new MemoryStream(content), _ => false);

        refused.Error!.Code.ShouldBe(code);
        if (code != "empty_file") refused.Error.Message.ShouldContain("line ", Case.Insensitive, "the message names the line");
    }

    [Test]
    public void Names_the_line_where_a_file_stops_being_what_it_says() =>
        ImportFile.Open(new MemoryStream([0xEF, 0xBB, 0xBF, .. "a,b\nx,y\nM"u8, 0xFC, .. "ller,z\n"u8]), _ => false).Error!.Details!["line"].ShouldBe(3L);

    [Test]
    public void A_header_alone_has_no_rows() => Open("Name,E-mail\n"u8.ToArray()).Count(10, CancellationToken.None).Error!.Code.ShouldBe("no_rows");

    [Test]
    public void A_quote_that_opens_far_behind_the_sample_is_found_by_counting()
    {
        var text = "a,b\n" + string.Concat(Enumerable.Repeat("1,2\n", 50_000)) + "3,\"4\n5,6\n";

        Open(Utf8.GetBytes(text)).Count(100_000, CancellationToken.None).Error!.Message.ShouldContain("line 50002");
    }

    private static ImportFile Open(byte[] content) => ImportFile.Open(new MemoryStream(content), name => name is "Name" or "E-mail" or "email" or "Phone").Value;
}
