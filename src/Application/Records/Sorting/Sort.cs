using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Records.Sorting;

/// <summary>One field of a sort.</summary>
/// <param name="Field">Key of the field.</param>
/// <param name="Descending">True for largest first.</param>
public sealed record SortField(string Field, bool Descending);

/// <summary>The order of a list as written: <c>-score,lastName</c>. The id follows as the last key, so the order is total.</summary>
public sealed class Sort
{
    /// <summary>The query parameter.</summary>
    public const string Parameter = "sort";

    /// <summary>Most fields.</summary>
    public const int MaxTerms = 3;

    /// <summary>A sort by these fields, first one first.</summary>
    public Sort(params IReadOnlyList<SortField> terms) => Terms = terms;

    /// <summary>The fields, first one first.</summary>
    public IReadOnlyList<SortField> Terms { get; }

    /// <summary>Reads <c>-score,lastName</c>; that the fields exist is found out when the sort meets a record type.</summary>
    public static Result<Sort> Parse(string text)
    {
        var terms = text.Split(',').Select(Term).ToArray();
        if (terms.Length > MaxTerms) return Error.Invalid(Parameter, $"A list sorts by at most {MaxTerms} fields.");
        if (terms.Any(t => t.Field.Length == 0)) return Error.Invalid(Parameter, "Name the fields, e.g. -score,lastName.");
        return terms.DistinctBy(t => t.Field, StringComparer.Ordinal).Count() == terms.Length ? new Sort(terms) : Error.Invalid(Parameter, "A field stands twice.");
    }

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() => string.Join(',', Terms.Select(t => t.Descending ? "-" + t.Field : t.Field));

    private static SortField Term(string text) => text.StartsWith('-') ? new(text[1..], true) : new(text, false);
}
