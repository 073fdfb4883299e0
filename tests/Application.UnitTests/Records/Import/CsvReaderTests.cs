using FsCheck;
using FsCheck.Fluent;
using NexusCrm.Application.Records.Import.Csv;

namespace NexusCrm.Application.UnitTests.Records.Import;

[TestFixture]
internal sealed class CsvReaderTests
{
    [TestCase("a,b\nc,d", "a|b/c|d")]
    [TestCase("a,b\r\nc,d\r\n", "a|b/c|d")]
    [TestCase("a,b\rc,d\r", "a|b/c|d", Description = "lone CR, as old spreadsheets write")]
    [TestCase("a,,c\n", "a||c")]
    [TestCase("a,\n", "a|")]
    [TestCase("\"a,b\",c", "a,b|c")]
    [TestCase("\"say \"\"hi\"\"\",c", "say \"hi\"|c")]
    [TestCase("\"\",c", "|c")]
    [TestCase("a\"b,c", "a\"b|c", Description = "a quote inside is a character")]
    [TestCase("\"a\"b,c", "ab|c", Description = "text after a closing quote belongs to the cell")]
    [TestCase("\n\r\n\na\n\n\nb\n", "a/b", Description = "empty lines are no records")]
    [TestCase("", "")]
    [TestCase("\"\"\n", "", Description = "one empty cell, quoted, is a record")]
    public void Reads_records(string text, string expected) => string.Join('/', Read(text).Select(r => string.Join('|', r.Cells))).ShouldBe(expected);

    [Test]
    public void A_quoted_cell_holds_line_breaks_and_lines_are_counted_through_them()
    {
        var records = Read("h\n\"one\ntwo\r\nthree\rfour\"\nnext\n");

        records.Select(r => r.Line).ShouldBe([1, 2, 6]);
        records[1].Cells[0].ShouldBe("one\ntwo\r\nthree\rfour");
    }

    [Test]
    public void A_quote_that_is_never_closed_is_refused_with_the_line_it_opens_on()
    {
        var broken = Should.Throw<CsvFormatException>(() => Read("a,b\nc,\"d\ne,f\ng,h"));

        (broken.Code, broken.Line).ShouldBe(("unclosed_quote", 2));
    }

    [Test]
    public void Too_many_columns_are_refused_with_the_line()
    {
        var broken = Should.Throw<CsvFormatException>(() => Read("a,b\n" + new string(',', 1_000)));

        (broken.Code, broken.Line).ShouldBe(("too_many_columns", 2));
    }

    [Test]
    public void A_cell_of_ten_megabytes_is_cut_and_marked_and_the_next_record_is_whole()
    {
        var records = Read($"a,b\nx,{new string('y', 10_000_000)}\nc,d");

        records[1].OverlongCell.ShouldBe(1);
        records[1].Cells[1].Length.ShouldBe(CsvLimits.CellLength);
        records[2].OverlongCell.ShouldBeNull();
        records[2].Cells.ShouldBe(["c", "d"]);
    }

    [Test]
    public void A_record_of_many_long_cells_stays_within_its_limit()
    {
        var records = Read(string.Join(',', Enumerable.Repeat(new string('y', CsvLimits.CellLength), 15)));

        records[0].Cells.Sum(c => c.Length).ShouldBe(CsvLimits.RecordLength);
        records[0].OverlongCell.ShouldBe(10);
    }

    /// <summary>Whatever was written by the rules of RFC 4180 is read back, wherever the ends of the buffer fall.</summary>
    [Test]
    public void Every_table_written_is_read_back()
    {
        var cell = Gen.Frequency((30, Gen.Elements("", "a", "\"", "\r", "\n", "\r\n", ",", "ü", "x y")), (1, Gen.Choose(30_000, 35_000).Select(n => new string('z', n))));
        var table = cell.ArrayOf().Where(c => c.Length > 1).ArrayOf();

        Prop.ForAll(table.ToArbitrary(), rows =>
        {
            var text = string.Concat(rows.Select(r => string.Join(',', r.Select(c => $"\"{c.Replace("\"", "\"\"")}\"")) + "\r\n"));
            Read(text).Select(r => r.Cells).ToList().ShouldBe([.. rows]);
        }).QuickCheckThrowOnFailure();
    }

    private static List<CsvRecord> Read(string text) => [.. new CsvReader(new StringReader(text), ',').ReadAll()];
}
