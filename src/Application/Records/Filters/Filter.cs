namespace NexusCrm.Application.Records.Filters;

/// <summary>
/// A condition on records, as written: fields, operators and values are texts until they meet a record type. One tree serves lists, saved views, bulk selections, exports and reports;
/// <see cref="FilterParameters"/> and <see cref="FilterJson"/> read and print it.
/// </summary>
public abstract record Filter
{
    /// <summary>Deepest nesting.</summary>
    public const int MaxDepth = 5;

    /// <summary>Most clauses.</summary>
    public const int MaxClauses = 50;

    /// <summary>Most values of one clause.</summary>
    public const int MaxValues = 200;

    private protected Filter()
    {
    }

    /// <summary>No condition: every record.</summary>
    public static Filter Everything { get; } = new AllOf([]);

    /// <summary>True when it holds for every record because it says nothing.</summary>
    public bool IsEverything => this is AllOf { Parts.Count: 0 };

    /// <summary>Both this and another condition.</summary>
    public Filter And(Filter other)
    {
        if (IsEverything) return other;
        return other.IsEverything ? this : new AllOf([.. Conjuncts, .. other.Conjuncts]);
    }

    /// <summary>The conditions that all must hold: the parts of an <see cref="AllOf"/>, otherwise the filter itself.</summary>
    public IReadOnlyList<Filter> Conjuncts => this is AllOf all ? all.Parts : [this];

    /// <summary>How deep it nests; a clause is 1.</summary>
    public int Depth => this switch
    {
        AllOf all => 1 + all.Parts.Select(p => p.Depth).DefaultIfEmpty().Max(),
        AnyOf any => 1 + any.Parts.Select(p => p.Depth).DefaultIfEmpty().Max(),
        Not not => 1 + not.Part.Depth,
        _ => 1,
    };

    /// <summary>Its clauses in order.</summary>
    public IEnumerable<Clause> Clauses => this switch
    {
        AllOf all => all.Parts.SelectMany(p => p.Clauses),
        AnyOf any => any.Parts.SelectMany(p => p.Clauses),
        Not not => not.Part.Clauses,
        Clause clause => [clause],
        _ => throw new InvalidOperationException($"{GetType()} is no filter node."),
    };
}

/// <summary>All parts hold.</summary>
public sealed record AllOf(IReadOnlyList<Filter> Parts) : Filter;

/// <summary>At least one part holds.</summary>
public sealed record AnyOf(IReadOnlyList<Filter> Parts) : Filter;

/// <summary>The part does not hold.</summary>
public sealed record Not(Filter Part) : Filter;

/// <summary>One comparison.</summary>
/// <param name="Field">Key of the field.</param>
/// <param name="Operator">How it compares.</param>
/// <param name="Values">The values as written, tokens included; one, or at least one for <c>in</c> and <c>nin</c>; <c>true</c> or <c>false</c> for <c>empty</c>.</param>
public sealed record Clause(string Field, FilterOperator Operator, IReadOnlyList<string> Values) : Filter
{
    /// <summary>A clause with one value.</summary>
    public Clause(string field, FilterOperator @operator, string value) : this(field, @operator, [value])
    {
    }
}

/// <summary>A clause that cannot be applied: shown, never dropped, since dropping it would widen the result (rule V3).</summary>
/// <param name="Position">Where it stands: <c>and[1].or[0]</c>; empty for a filter of one clause.</param>
/// <param name="Field">The field it names.</param>
/// <param name="Operator">The operator's name.</param>
/// <param name="Code">Stable code of the reason.</param>
/// <param name="Message">The reason for a person.</param>
public sealed record InvalidClause(string Position, string Field, string Operator, string Code, string Message);
