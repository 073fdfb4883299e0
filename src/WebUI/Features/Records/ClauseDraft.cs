using NexusCrm.Application.Records.Filters;
using NexusCrm.Application.Records.Queries;

namespace NexusCrm.WebUI.Features.Records;

/// <summary>A comparison while it is edited.</summary>
public sealed class ClauseDraft
{
    /// <summary>Stands for "is empty turned round" in the list of comparisons.</summary>
    private const string Present = "present";

    private static readonly string EmptyName = FilterOperator.Empty.Name();

    /// <summary>Key of the field.</summary>
    public string? Field { get; set; }

    /// <summary>Name of the operator, or <c>present</c>.</summary>
    public string? Comparison { get; set; }

    /// <summary>The value of an operator that takes one.</summary>
    public string? Value { get; set; }

    /// <summary>The values of an operator that takes several.</summary>
    public IReadOnlyList<string> Values { get; set; } = [];

    /// <summary>Whether the operator takes several values.</summary>
    public bool TakesMany => Comparison is "in" or "nin";

    /// <summary>Whether the operator takes a value at all.</summary>
    public bool TakesValue => Comparison is not null && Comparison != EmptyName && Comparison != Present;

    /// <summary>A draft of a stored comparison.</summary>
    public static ClauseDraft Of(Clause clause) => new()
    {
        Field = clause.Field,
        Comparison = clause is { Operator: FilterOperator.Empty, Values: ["false"] } ? Present : clause.Operator.Name(),
        Value = clause.Values[0],
        Values = clause.Values,
    };

    /// <summary>A draft that compares a field in the way people usually do.</summary>
    public static ClauseDraft Of(FieldDescription field)
    {
        var draft = new ClauseDraft();
        draft.Choose(field);
        return draft;
    }

    /// <summary>The comparisons that a field takes, in words.</summary>
    public static IReadOnlyList<(string Name, string Words)> Comparisons(FieldDescription field) =>
    [
        .. Operators(field).Where(o => o is not FilterOperator.Empty).Select(o => (o.Name(), FilterWords.Operator(field, o))),
        .. Operators(field).Where(o => o is FilterOperator.Empty).SelectMany(_ => new[] { (EmptyName, "is empty"), (Present, "has a value") }),
    ];

    /// <summary>Changes the field; what does not fit it any more is forgotten.</summary>
    public void Choose(FieldDescription field)
    {
        (Field, Value, Values) = (field.Key, null, []);
        Comparison = Usual(field).Name();
    }

    /// <summary>The comparison, or null while its value is missing.</summary>
    public Clause? ToClause()
    {
        if (Field is null || Comparison is null) return null;
        if (!TakesValue) return new(Field, FilterOperator.Empty, Comparison == Present ? "false" : "true");
        if (!FilterOperators.TryParse(Comparison, out var @operator)) return null;
        if (TakesMany) return Values.Count == 0 ? null : new Clause(Field, @operator, Values);
        return string.IsNullOrWhiteSpace(Value) ? null : new Clause(Field, @operator, Value.Trim());
    }

    private static FilterOperator Usual(FieldDescription field) => field.Type switch
    {
        "choice" or "reference" or "multi_choice" => FilterOperator.In,
        "text" or "url" or "email" or "phone" => FilterOperator.Contains,
        "number" or "money" or "date" or "instant" => FilterOperator.Gte,
        _ => FilterOperator.Eq,
    };

    private static IEnumerable<FilterOperator> Operators(FieldDescription field) =>
        field.Operators.Select(name => FilterOperators.TryParse(name, out var @operator) ? @operator : (FilterOperator?)null).OfType<FilterOperator>();
}
