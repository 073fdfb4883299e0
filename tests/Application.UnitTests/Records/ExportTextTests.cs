using System.Globalization;
using System.Text;
using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Export;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.UnitTests.Records;

internal sealed class ExportTextTests
{
    private static readonly Guid Id = Guid.Parse("0197b2a0-0000-7000-8000-000000000001");

    private static readonly ExportColumn[] Columns =
    [
        new("name", "Name", FieldType.Text), new("budget", "Budget", FieldType.Money), new("address.city", "City", FieldType.Text), new("tags", "Tags", FieldType.MultiChoice),
        new("address.country", "Country", FieldType.Text), new("at", "At", FieldType.Instant), new("on", "On", FieldType.Date), new("change", "Change", FieldType.Number), new("id", "Id", FieldType.Reference),
    ];

    [TestCase("=1+1", "'=1+1"), TestCase("+1+1", "'+1+1"), TestCase("-2+3", "'-2+3"), TestCase("@SUM(A1)", "'@SUM(A1)"), TestCase("\tx", "'\tx"), TestCase("\rx", "'\rx"), TestCase("＝1", "'＝1"), TestCase("-", "'-")]
    [TestCase("-12.50", "-12.50"), TestCase("+6591234567", "+6591234567"), TestCase("-12.50 ", "'-12.50 "), TestCase("-1\n", "'-1\n"), TestCase("'=1", "''=1"), TestCase("'tis", "'tis"), TestCase("a=1", "a=1"), TestCase("", "")]
    public void Text_is_kept_from_being_a_formula(string text, string cell)
    {
        FormulaSafety.Protect(text).ShouldBe(cell);
        FormulaSafety.Restore(cell).ShouldBe(text);
    }

    [Test]
    public void Protected_text_is_always_restored()
    {
        var random = new Random(5);
        for (var i = 0; i < 50_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => "'=+-@\t1.a"[random.Next(9)]));
            FormulaSafety.Restore(FormulaSafety.Protect(text)).ShouldBe(text);
        }
    }

    [Test]
    public async Task A_CSV_is_exact_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            using var stream = new MemoryStream();
            await using (var writer = new CsvWriter(stream, Columns)) await WriteAsync(writer);

            Encoding.UTF8.GetString(stream.ToArray()).ShouldBe(
                "\uFEFFName,Budget,Budget currency,City,Tags,Country,At,On,Change,Id\r\n" +
                "\"Tan, \"\"Mei\"\"\r\nLin\",1234.50,SGD,'=cmd,vip;expo,SG,2026-11-21T03:04:05.5Z,2026-11-21,-5.25,0197b2a0-0000-7000-8000-000000000001\r\n" +
                ",,,,,,,,,\r\n");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public async Task JSON_lines_nest_and_keep_types()
    {
        using var stream = new MemoryStream();
        await using (var writer = new JsonLinesWriter(stream, Columns)) await WriteAsync(writer);

        Encoding.UTF8.GetString(stream.ToArray()).ShouldBe(
            """{"name":"Tan, \"Mei\"\r\nLin","budget":{"amount":"1234.50","currency":"SGD"},"address":{"city":"=cmd","country":"SG"},"tags":["vip","expo"],"at":"2026-11-21T03:04:05.5Z","on":"2026-11-21","change":-5.25,"id":"0197b2a0-0000-7000-8000-000000000001"}""" + "\n" +
            """{"name":null,"budget":null,"address":{"city":null,"country":null},"tags":null,"at":null,"on":null,"change":null,"id":null}""" + "\n");
    }

    private static async Task WriteAsync(IRowWriter writer)
    {
        await writer.WriteAsync(
        [
            "Tan, \"Mei\"\r\nLin", new Money(1234.50m, "SGD"), "=cmd", new[] { "vip", "expo" }, "SG",
            new DateTimeOffset(2026, 11, 21, 11, 4, 5, 500, TimeSpan.FromHours(8)), new DateOnly(2026, 11, 21), -5.25m, Id,
        ], CancellationToken.None);
        await writer.WriteAsync(new object?[Columns.Length], CancellationToken.None);
        await writer.CompleteAsync(CancellationToken.None);
    }
}
