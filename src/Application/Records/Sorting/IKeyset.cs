using System.Linq.Expressions;

namespace NexusCrm.Application.Records.Sorting;

/// <summary>Compares several columns with a position in one direction, in the form that the database's indexes serve best: a row value in PostgreSQL.</summary>
public interface IKeyset
{
    /// <summary>True for records whose columns, compared one after the other, come after the values (before them when descending).</summary>
    /// <param name="columns">The columns, one or more, none of them null where the comparison reaches it.</param>
    /// <param name="values">As many values, each of its column's type.</param>
    /// <param name="descending">True when larger values come first.</param>
    Expression Beyond(IReadOnlyList<Expression> columns, IReadOnlyList<Expression> values, bool descending);
}
