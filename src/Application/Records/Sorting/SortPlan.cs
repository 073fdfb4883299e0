using System.Linq.Expressions;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Records.Sorting;

/// <summary>One field of a sort, bound to its column.</summary>
internal sealed record SortTerm<T>(SortKey<T> Key, bool Descending);

/// <summary>
/// The order of a list, bound to columns. Records without a value come last in either direction: a nullable column is preceded by a flag that runs in the same direction as the column (<c>is null</c> ascending,
/// <c>is not null</c> descending), so that a sort in one direction stays one row-value comparison with one index.
/// </summary>
internal sealed class SortPlan<T> where T : class, IIdentified
{
    private static readonly SortKey<T> Id = new SortKey<T, Guid>(Row<T>.Lambda<Guid>(Row<T>.Body((Expression<Func<T, Guid>>)(r => r.Id))), nullable: false);

    private readonly Step[] _steps;

    public SortPlan(IReadOnlyList<SortTerm<T>> terms)
    {
        var withId = terms.Append(new SortTerm<T>(Id, terms.Count > 0 && terms[^1].Descending));
        Keys = [.. withId.Select(t => t.Key)];
        _steps = [.. withId.SelectMany((term, i) => Steps(term, i))];
    }

    /// <summary>What a position in the list consists of: a value per sort field, and the id.</summary>
    public IReadOnlyList<SortKey<T>> Keys { get; }

    /// <summary>Orders a list, or the other way round for reading backwards.</summary>
    public IQueryable<T> Order(IQueryable<T> source, bool backward)
    {
        var ordered = _steps[0].Key.Order(source, _steps[0].Descending ^ backward);
        return _steps.Skip(1).Aggregate(ordered, (list, step) => step.Key.ThenOrder(list, step.Descending ^ backward));
    }

    /// <summary>The records that come after a position, or before it when reading backwards.</summary>
    public Expression<Func<T, bool>> Beyond(IReadOnlyList<object?> position, bool backward, IKeyset keyset)
    {
        Expression? beyond = null;
        foreach (var run in Enumerable.Reverse(Runs(position)))
        {
            var further = keyset.Beyond(run.Columns, run.Values, run.Descending ^ backward);
            beyond = beyond is null ? further : Expression.OrElse(further, Expression.AndAlso(run.IsEqual, beyond));
        }

        return Row<T>.Lambda<bool>(beyond!);
    }

    private static IEnumerable<Step> Steps(SortTerm<T> term, int index)
    {
        if (!term.Key.IsNullable) return [new(term.Key, term.Descending, index, IsFlag: false)];

        var blank = Expression.Constant(null, term.Key.Body.Type);
        var flag = term.Descending ? Expression.NotEqual(term.Key.Body, blank) : Expression.Equal(term.Key.Body, blank);
        return [new(new SortKey<T, bool>(Row<T>.Lambda<bool>(flag), nullable: false), term.Descending, index, IsFlag: true), new(term.Key, term.Descending, index, IsFlag: false)];
    }

    /// <summary>Cuts the comparison into runs of one direction. Where the position has no value, the flag alone decides.</summary>
    private List<Run> Runs(IReadOnlyList<object?> position)
    {
        var runs = new List<Run>();
        foreach (var step in _steps)
        {
            var value = position[step.Term];
            if (value is null && !step.IsFlag) continue;
            if (runs.Count == 0 || runs[^1].Descending != step.Descending) runs.Add(new Run(step.Descending, [], []));
            runs[^1].Columns.Add(step.Key.Body);
            runs[^1].Values.Add(step.Key.Capture(step.IsFlag ? value is null ^ step.Descending : value));
        }

        return runs;
    }

    private sealed record Step(SortKey<T> Key, bool Descending, int Term, bool IsFlag);

    private sealed record Run(bool Descending, List<Expression> Columns, List<Expression> Values)
    {
        public Expression IsEqual => Columns.Zip(Values, Expression.Equal).Cast<Expression>().Aggregate(Expression.AndAlso);
    }
}
