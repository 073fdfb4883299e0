using System.IO.Compression;
using System.Security;
using System.Text;
using NexusCrm.Application.Records.Export;

namespace NexusCrm.Infrastructure.Spreadsheets;

/// <summary>A workbook in the making: sheets one after the other, then the parts that name them.</summary>
internal sealed class XlsxWorkbook : ISpreadsheet
{
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Media = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    private const string Declaration = """<?xml version="1.0" encoding="utf-8" standalone="yes"?>""";

    private readonly DrainingStream _stream;
    private readonly ZipArchive _zip;
    private readonly string _name;
    private readonly IReadOnlyList<ExportColumn> _columns;
    private XlsxSheet _sheet;
    private int _sheets;

    public XlsxWorkbook(Stream stream, string name, IReadOnlyList<ExportColumn> columns)
    {
        _stream = new DrainingStream(stream);
        _zip = new ZipArchive(_stream, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
        (_name, _columns) = (name, columns);
        _sheet = NextSheet();
    }

    public ValueTask WriteAsync(IReadOnlyList<object?> cells, CancellationToken ct)
    {
        if (_sheet.IsFull)
        {
            _sheet.Complete();
            _sheet = NextSheet();
        }

        _sheet.Write(cells);
        return _stream.RelieveAsync(ct);
    }

    public ValueTask CompleteAsync(CancellationToken ct)
    {
        _sheet.Complete();
        WriteParts();
        _zip.Dispose();
        return _stream.DrainAsync(ct);
    }

    /// <summary>An unfinished archive is left as it is: closing it would make a broken file look whole.</summary>
    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private XlsxSheet NextSheet()
    {
        _sheets++;
        return new XlsxSheet(_zip.CreateEntry($"xl/worksheets/sheet{_sheets}.xml", CompressionLevel.Fastest).Open(), _columns);
    }

    private void WriteParts()
    {
        var sheets = Enumerable.Range(1, _sheets).ToArray();
        Write("xl/workbook.xml",
            $"""<workbook xmlns="{XlsxSheet.Namespace}" xmlns:r="{Office}"><sheets>{string.Concat(sheets.Select(n => $"""<sheet name="{SheetName(n)}" sheetId="{n}" r:id="s{n}"/>"""))}</sheets></workbook>""");
        Write("xl/_rels/workbook.xml.rels", Relationships(
        [
            .. sheets.Select(n => ($"s{n}", "worksheet", $"worksheets/sheet{n}.xml")),
            ("styles", "styles", "styles.xml"),
        ]));
        Write("xl/styles.xml", Styles);
        Write("_rels/.rels", Relationships([("workbook", "officeDocument", "xl/workbook.xml")]));
        Write("[Content_Types].xml",
            $"""
             <Types xmlns="{Package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{Media}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{Media}.styles+xml"/>{string.Concat(sheets.Select(n => $"""<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{Media}.worksheet+xml"/>"""))}</Types>
             """);
    }

    private string SheetName(int number) => SecurityElement.Escape(number == 1 ? _name : $"{_name} {number}");

    private static string Relationships(IEnumerable<(string Id, string Type, string Target)> parts) =>
        $"""<Relationships xmlns="{Package}/relationships">{string.Concat(parts.Select(p => $"""<Relationship Id="{p.Id}" Type="{Office}/{p.Type}" Target="{p.Target}"/>"""))}</Relationships>""";

    private void Write(string part, string xml)
    {
        using var writer = new StreamWriter(_zip.CreateEntry(part, CompressionLevel.Fastest).Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        writer.Write(Declaration);
        writer.Write(xml);
    }

    /// <summary>The cell formats by number: plain, header, date, moment (see <see cref="XlsxSheet"/>).</summary>
    private static readonly string Styles =
        $"""
         <styleSheet xmlns="{XlsxSheet.Namespace}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>
         """;
}
