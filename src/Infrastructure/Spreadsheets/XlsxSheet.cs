using System.Globalization;
using System.Text;
using System.Xml;
using NexusCrm.Application.Records.Export;

namespace NexusCrm.Infrastructure.Spreadsheets;

/// <summary>One sheet, written from top to bottom. Text stands in the cell itself and is never taken for a formula.</summary>
internal sealed class XlsxSheet
{
    public const string Namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>Rows that a sheet holds, the header included (limit of the format).</summary>
    public const int MaxRows = 1_048_576;

    /// <summary>Characters that a cell holds (limit of the format); what is longer is cut.</summary>
    private const int CellMaxLength = 32_767;

    private const string HeaderStyle = "1", DateStyle = "2", MomentStyle = "3";

    /// <summary>The format counts days from here; its calendar is wrong before, so earlier dates are written as text.</summary>
    private static readonly DateOnly FirstDate = new(1900, 3, 1);

    private readonly Stream _stream;
    private readonly XmlWriter _xml;
    private int _rows;

    public XlsxSheet(Stream stream, IReadOnlyList<ExportColumn> columns)
    {
        _stream = stream;
        _xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CloseOutput = false });
        _xml.WriteStartDocument(standalone: true);
        _xml.WriteStartElement("worksheet", Namespace);
        WriteFrozenHeader();
        _xml.WriteStartElement("sheetData", Namespace);
        WriteRow(columns, column => WriteText(column.Header, HeaderStyle));
    }

    public bool IsFull => _rows == MaxRows;

    public void Write(IReadOnlyList<object?> cells) => WriteRow(cells, WriteCell);

    public void Complete()
    {
        _xml.WriteEndDocument();
        _xml.Dispose();
        _stream.Dispose();
    }

    private void WriteFrozenHeader()
    {
        _xml.WriteStartElement("sheetViews", Namespace);
        _xml.WriteStartElement("sheetView", Namespace);
        _xml.WriteAttributeString("workbookViewId", "0");
        _xml.WriteStartElement("pane", Namespace);
        _xml.WriteAttributeString("ySplit", "1");
        _xml.WriteAttributeString("topLeftCell", "A2");
        _xml.WriteAttributeString("state", "frozen");
        _xml.WriteEndElement();
        _xml.WriteEndElement();
        _xml.WriteEndElement();
    }

    private void WriteRow<TCell>(IReadOnlyList<TCell> cells, Action<TCell> write)
    {
        _xml.WriteStartElement("row", Namespace);
        foreach (var cell in cells) write(cell);
        _xml.WriteEndElement();
        _rows++;
    }

    private void WriteCell(object? value)
    {
        switch (value)
        {
            case null: WriteValue(null, null, null); break;
            case bool yes: WriteValue("b", null, yes ? "1" : "0"); break;
            case int or long or decimal: WriteValue(null, null, CellText.Of(value)); break;
            case DateOnly date when date >= FirstDate: WriteValue(null, DateStyle, Days(date.ToDateTime(TimeOnly.MinValue))); break;
            case DateTimeOffset moment when DateOnly.FromDateTime(moment.UtcDateTime) >= FirstDate: WriteValue(null, MomentStyle, Days(moment.UtcDateTime)); break;
            default: WriteText(CellText.Of(value), null); break;
        }
    }

    private static string Days(DateTime moment) => moment.ToOADate().ToString("R", CultureInfo.InvariantCulture);

    private void WriteValue(string? type, string? style, string? value)
    {
        WriteStartCell(type, style);
        if (value is not null) _xml.WriteElementString("v", Namespace, value);
        _xml.WriteEndElement();
    }

    private void WriteText(string text, string? style)
    {
        WriteStartCell("inlineStr", style);
        _xml.WriteStartElement("is", Namespace);
        _xml.WriteStartElement("t", Namespace);
        _xml.WriteAttributeString("xml", "space", null, "preserve");
        _xml.WriteString(Writable(text));
        _xml.WriteEndElement();
        _xml.WriteEndElement();
        _xml.WriteEndElement();
    }

    private void WriteStartCell(string? type, string? style)
    {
        _xml.WriteStartElement("c", Namespace);
        if (style is not null) _xml.WriteAttributeString("s", style);
        if (type is not null) _xml.WriteAttributeString("t", type);
    }

    /// <summary>XML cannot hold control characters or halves of surrogate pairs; they are left out.</summary>
    private static string Writable(string text)
    {
        var whole = text.Length <= CellMaxLength ? text : text[..CellMaxLength];
        if (whole.All(XmlConvert.IsXmlChar)) return whole;

        var kept = new StringBuilder(whole.Length);
        for (var i = 0; i < whole.Length; i++)
        {
            if (XmlConvert.IsXmlChar(whole[i])) kept.Append(whole[i]);
            else if (i + 1 < whole.Length && XmlConvert.IsXmlSurrogatePair(whole[i + 1], whole[i])) kept.Append(whole[i]).Append(whole[++i]);
        }

        return kept.ToString();
    }
}
