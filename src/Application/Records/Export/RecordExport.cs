using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Records.Fields;
using NexusCrm.Application.Records.Filters;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Records.Export;

/// <summary>Writes the records that a list shows into a file, row by row as the database gives them: the same filter, order and visibility, only the chosen columns selected, nothing buffered whole.</summary>
public sealed class RecordExport(RecordSelection selection, ISpreadsheetWriter spreadsheets, TimeProvider clock)
{
    /// <summary>Exports.</summary>
    /// <param name="type">The record type.</param>
    /// <param name="visible">The records that the actor may see.</param>
    /// <param name="request">Which of them, which columns, which format.</param>
    /// <param name="target">Where the file goes; untouched when the request is refused.</param>
    /// <param name="ct">Cancels, leaving the file unfinished.</param>
    public async Task<Result<ExportedFile>> WriteAsync<T>(RecordType<T> type, IQueryable<T> visible, ExportRequest request, IExportTarget target, CancellationToken ct)
        where T : class, IIdentified
    {
        var fields = Fields(type, request.Columns);
        if (!fields.Succeeded) return fields.Error;
        var plan = type.Plan(request.List.Sort ?? type.DefaultSort);
        if (!plan.Succeeded) return plan.Error;
        var selected = await selection.OfAsync(type, visible, request.List, ct);
        if (!selected.Succeeded) return selected.Error;

        var rows = plan.Value.Order(selected.Value, backward: false).Select(Values(fields.Value));
        var columns = fields.Value.Select(f => new ExportColumn(f.Key, f.Label, f.Type)).ToArray();
        await using var writer = Writer(target, type.Key, request.Format, columns);
        return await WriteAsync(writer, rows.AsAsyncEnumerable(), fields.Value, ct);
    }

    private static async Task<ExportedFile> WriteAsync<T>(IRowWriter writer, IAsyncEnumerable<object?[]> rows, IReadOnlyList<RecordField<T>> fields, CancellationToken ct)
        where T : class, IIdentified
    {
        var count = 0L;
        await foreach (var row in rows.WithCancellation(ct))
        {
            for (var i = 0; i < row.Length; i++) row[i] = fields[i].Present(row[i]);
            await writer.WriteAsync(row, ct);
            count++;
        }

        await writer.CompleteAsync(ct);
        return new ExportedFile(count);
    }

    private static Result<IReadOnlyList<RecordField<T>>> Fields<T>(RecordType<T> type, IReadOnlyList<string>? keys) where T : class, IIdentified
    {
        if (keys is null) return Result<IReadOnlyList<RecordField<T>>>.Success(type.Fields);
        if (keys.Count == 0) return Error.Invalid("columns", "Name at least one column.");

        var fields = new List<RecordField<T>>(keys.Count);
        foreach (var key in keys.Distinct(StringComparer.Ordinal))
        {
            if (type.Find(key) is not { } field) return FilterErrors.UnknownField(key);
            fields.Add(field);
        }

        return fields;
    }

    private static Expression<Func<T, object?[]>> Values<T>(IReadOnlyList<RecordField<T>> fields) where T : class, IIdentified =>
        Row<T>.Lambda<object?[]>(Expression.NewArrayInit(typeof(object), fields.Select(f => Expression.Convert(f.Value, typeof(object)))));

    private IRowWriter Writer(IExportTarget target, string key, ExportFormat format, IReadOnlyList<ExportColumn> columns)
    {
        var name = $"{key}-{clock.GetUtcNow():yyyy-MM-dd}.{WireNames<ExportFormat>.Of(format)}";
        return format switch
        {
            ExportFormat.Csv => new CsvWriter(target.Begin("text/csv; charset=utf-8", name), columns),
            ExportFormat.Jsonl => new JsonLinesWriter(target.Begin("application/jsonl; charset=utf-8", name), columns),
            ExportFormat.Xlsx => new SpreadsheetRows(target.Begin("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name), key, columns, spreadsheets),
            _ => throw new InvalidOperationException($"{format} is no format."),
        };
    }
}
