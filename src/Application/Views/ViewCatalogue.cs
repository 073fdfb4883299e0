using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Filters;
using NexusCrm.Application.Records.Sorting;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Views;

namespace NexusCrm.Application.Views;

/// <summary>Holds views against the field catalogue: refused when saved wrong, shown as invalid when a field has gone since (rule V3).</summary>
internal sealed class ViewCatalogue(RecordTypes types)
{
    /// <summary>What is wrong with details that are about to be saved, or null. Texts that the view already has are left alone, so that one with a vanished field can still be renamed.</summary>
    public Error? Problem(string recordType, ViewDetails details, ViewDetails? saved = null)
    {
        if (types.Find(recordType) is not { } type) return Error.Invalid("recordType", "There is no such record type.");
        if (details.Filter != saved?.Filter && InvalidFilter(type, details.Filter).FirstOrDefault() is { } clause) return At("filter", clause);
        if (details.Sort != saved?.Sort && InvalidSort(type, details.Sort).FirstOrDefault() is { } sort) return At("sort", sort);
        var column = details.Columns.Except(saved?.Columns ?? [], StringComparer.Ordinal).FirstOrDefault(c => type.FieldOf(c) is null);
        return column is null ? null : Error.Invalid("columns", $"There is no field '{column}'.");
    }

    /// <summary>What of a saved view does not hold any more.</summary>
    public IReadOnlyList<InvalidClause> InvalidClausesOf(string recordType, string? filter, string? sort) =>
        types.Find(recordType) is { } type ? [.. InvalidFilter(type, filter), .. InvalidSort(type, sort)] : [];

    private static IEnumerable<InvalidClause> InvalidFilter(IRecordType type, string? text)
    {
        if (text is null) return [];
        var filter = FilterJson.Parse(text);
        return filter.Succeeded ? type.InvalidClausesOf(filter.Value) : [Unreadable("", filter.Error)];
    }

    private static IEnumerable<InvalidClause> InvalidSort(IRecordType type, string? text)
    {
        if (text is null) return [];
        var sort = Sort.Parse(text);
        if (!sort.Succeeded) return [Unreadable(Sort.Parameter, sort.Error)];
        return sort.Value.Terms.Where(t => type.FieldOf(t.Field) is not { IsSortable: true })
            .Select(t => new InvalidClause(Sort.Parameter, t.Field, "", "unknown_field", $"Lists do not sort by '{t.Field}'."));
    }

    private static InvalidClause Unreadable(string position, Error error) => new(position, "", "", error.Code, error.Fields?.Values.First()[0] ?? error.Message);

    private static Error At(string field, InvalidClause clause) => (Error.Invalid(field, clause.Message) with { Code = clause.Code }).With("position", clause.Position);
}
