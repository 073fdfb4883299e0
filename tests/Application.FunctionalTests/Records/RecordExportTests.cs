using System.Globalization;
using System.Text;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Microsoft.VisualBasic.FileIO;
using NexusCrm.Application.Records.Export;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;
using NexusCrm.TestKit.Nexus;

namespace NexusCrm.Application.FunctionalTests.Records;

/// <summary>The files of an export, read back by other people's readers and compared with the records.</summary>
[TestFixture]
internal sealed class RecordExportTests
{
    private TestNexus _nexus = null!;
    private TestOrganization _organization = null!;
    private IReadOnlyList<Lead> _leads = [];

    [OneTimeSetUp]
    public async Task Start()
    {
        _nexus = await TestNexus.StartAsync();
        _organization = await _nexus.AnOrganizationAsync();
        _leads = [.. (await SampleLeads.AddAsync(_organization, 40, seed: 3)).OrderByDescending(l => l.CreatedAt).ThenByDescending(l => l.Id)];
    }

    [OneTimeTearDown]
    public async Task Stop() => await _nexus.DisposeAsync();

    [Test]
    public async Task A_CSV_has_the_records_in_order_with_safe_text_and_plain_numbers()
    {
        var file = await ExportAsync("format=csv");

        file.ContentType.ShouldBe("text/csv; charset=utf-8");
        file.Name.ShouldBe("leads-2026-07-15.csv");
        var rows = Csv(file.Bytes);
        rows.Count.ShouldBe(_leads.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            FormulaSafety.Restore(rows[i]["Company"]).ShouldBe(_leads[i].Company ?? "");
            rows[i]["Company"].ShouldNotStartWith("=");
            rows[i]["Budget"].ShouldBe(_leads[i].Budget?.Amount.ToString("F2", CultureInfo.InvariantCulture) ?? "");
            rows[i]["Budget currency"].ShouldBe(_leads[i].Budget?.Currency ?? "");
            rows[i]["Phone"].ShouldBe(_leads[i].Phone ?? "");
            rows[i]["Status"].ShouldBe(_leads[i].Status is LeadStatus.New ? "new" : "contacted");
            rows[i]["Tags"].ShouldBe(string.Join(';', _leads[i].Tags));
            rows[i]["Do not call"].ShouldBe(_leads[i].DoNotCall ? "true" : "false");
            DateTimeOffset.Parse(rows[i]["Created"], CultureInfo.InvariantCulture).ShouldBe(_leads[i].CreatedAt);
        }
    }

    [Test]
    public async Task Filter_order_and_columns_are_those_of_the_request()
    {
        var rows = Csv((await ExportAsync("columns=score,company&status=new&sort=score")).Bytes);

        rows.Select(r => string.Join(',', r.Keys)).Distinct().ShouldBe(["Score,Company"]);
        rows.Select(r => int.Parse(r["Score"], CultureInfo.InvariantCulture)).ShouldBe(_leads.Where(l => l.Status is LeadStatus.New).Select(l => l.Score).Order());
    }

    [Test]
    public async Task JSON_lines_have_the_shape_of_the_API()
    {
        var lines = Encoding.UTF8.GetString((await ExportAsync("format=jsonl")).Bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        lines.Length.ShouldBe(_leads.Count);
        for (var i = 0; i < lines.Length; i++)
        {
            var json = JsonDocument.Parse(lines[i]).RootElement;
            json.GetProperty("company").GetString().ShouldBe(_leads[i].Company);
            json.GetProperty("score").GetInt32().ShouldBe(_leads[i].Score);
            json.GetProperty("address").GetProperty("country").GetString().ShouldBe(_leads[i].Address.Country);
            json.GetProperty("tags").EnumerateArray().Select(t => t.GetString()).ShouldBe(_leads[i].Tags);
            var budget = json.GetProperty("budget");
            (budget.ValueKind is JsonValueKind.Null ? null : new Money(decimal.Parse(budget.GetProperty("amount").GetString()!, CultureInfo.InvariantCulture), budget.GetProperty("currency").GetString()!)).ShouldBe(_leads[i].Budget);
        }
    }

    [Test]
    public async Task A_spreadsheet_is_valid_and_has_typed_cells()
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream((await ExportAsync("format=xlsx&columns=company,score,budget,createdAt,doNotCall,tags")).Bytes), isEditable: false);

        new OpenXmlValidator().Validate(document).Select(e => $"{e.Path?.XPath}: {e.Description}").ShouldBeEmpty();
        document.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().Single().Name!.Value.ShouldBe("leads");
        var rows = document.WorkbookPart.WorksheetParts.Single().Worksheet.Descendants<Row>().Select(r => r.Elements<Cell>().ToList()).ToList();
        rows[0].Select(c => c.InnerText).ShouldBe(["Company", "Score", "Budget", "Budget currency", "Created", "Do not call", "Tags"]);
        rows.Count.ShouldBe(_leads.Count + 1);
        for (var i = 0; i < _leads.Count; i++)
        {
            rows[i + 1][0].InnerText.ShouldBe(_leads[i].Company ?? "");
            rows[i + 1][1].CellValue!.Text.ShouldBe(_leads[i].Score.ToString(CultureInfo.InvariantCulture));
            (rows[i + 1][2].CellValue?.Text).ShouldBe(_leads[i].Budget?.Amount.ToString("F2", CultureInfo.InvariantCulture));
            DateTime.FromOADate(double.Parse(rows[i + 1][4].CellValue!.Text, CultureInfo.InvariantCulture)).ShouldBe(_leads[i].CreatedAt.UtcDateTime, TimeSpan.FromMilliseconds(1));
            rows[i + 1][5].CellValue!.Text.ShouldBe(_leads[i].DoNotCall ? "1" : "0");
        }
    }

    [TestCase("csv"), TestCase("xlsx"), TestCase("jsonl")]
    public async Task Without_records_the_file_is_still_one(string format)
    {
        var file = await ExportAsync($"format={format}&status=converted");

        file.Rows.ShouldBe(0);
        if (format == "csv") Encoding.UTF8.GetString(file.Bytes).TrimEnd().Split('\n').Length.ShouldBe(1);
        if (format == "jsonl") file.Bytes.ShouldBeEmpty();
        if (format == "xlsx") SpreadsheetDocument.Open(new MemoryStream(file.Bytes), false).WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Row>().Count().ShouldBe(1);
    }

    [TestCase("columns=nothing"), TestCase("columns="), TestCase("nothing=1"), TestCase("sort=tags")]
    public async Task What_is_refused_is_refused_before_the_file_begins(string query)
    {
        var target = new MemoryTarget();

        var refused = await SendAsync(query, target, CancellationToken.None);

        refused.Succeeded.ShouldBeFalse();
        target.Name.ShouldBeEmpty();
    }

    [Test]
    public async Task A_cancelled_export_stops()
    {
        using var cancel = new CancellationTokenSource();
        var target = new MemoryTarget(onBegin: cancel.Cancel);

        await Should.ThrowAsync<OperationCanceledException>(() => SendAsync("format=csv", target, cancel.Token));
    }

    private async Task<(byte[] Bytes, string Name, string ContentType, long Rows)> ExportAsync(string query)
    {
        var target = new MemoryTarget();
        var exported = await SendAsync(query, target, CancellationToken.None);
        exported.Succeeded.ShouldBeTrue(exported.Error?.ToString());
        return (target.Stream.ToArray(), target.Name, target.ContentType, exported.Value.Rows);
    }

    private Task<Result<ExportedFile>> SendAsync(string query, IExportTarget target, CancellationToken ct) => _nexus.WithAsync<RecordExport, Result<ExportedFile>>(_organization.Owner, (export, db) =>
        export.WriteAsync(new SampleFields(), db.Set<Lead>(), ExportRequest.Parse(Lists.Parameters(query)).Value, target, ct));

    private static List<Dictionary<string, string>> Csv(byte[] bytes)
    {
        using var reader = new TextFieldParser(new MemoryStream(bytes), Encoding.UTF8) { TrimWhiteSpace = false };
        reader.SetDelimiters(",");
        var header = reader.ReadFields()!;
        var rows = new List<Dictionary<string, string>>();
        while (reader.ReadFields() is { } cells) rows.Add(header.Zip(cells).ToDictionary(c => c.First, c => c.Second));
        return rows;
    }

    /// <summary>Refuses synchronous writes, as the web server's response does.</summary>
    private sealed class AsyncOnlyStream : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Synchronous write.");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new InvalidOperationException("Synchronous write.");

        public override void Flush()
        {
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            base.Write(buffer.ToArray(), 0, buffer.Length);
            return ValueTask.CompletedTask;
        }
    }

    private sealed class MemoryTarget(Action? onBegin = null) : IExportTarget
    {
        public MemoryStream Stream { get; } = new AsyncOnlyStream();

        public string Name { get; private set; } = "";

        public string ContentType { get; private set; } = "";

        public Stream Begin(string contentType, string fileName)
        {
            (ContentType, Name) = (contentType, fileName);
            onBegin?.Invoke();
            return Stream;
        }
    }
}
