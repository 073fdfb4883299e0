using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Records.Sorting;

namespace NexusCrm.Infrastructure.Persistence.PostgreSql.Records;

/// <summary>Row values: <c>(created_at, id) &lt; (@at, @id)</c>, which an index on the columns answers by one range scan.</summary>
internal sealed class RowValueKeyset : IKeyset
{
    private static readonly Expression Functions = Expression.Constant(EF.Functions);
    private static readonly MethodInfo Less = Comparison(nameof(NpgsqlDbFunctionsExtensions.LessThan));
    private static readonly MethodInfo Greater = Comparison(nameof(NpgsqlDbFunctionsExtensions.GreaterThan));
    private static readonly MethodInfo[] Creates = [.. typeof(ValueTuple).GetMethods().Where(m => m.Name == nameof(ValueTuple.Create) && m.IsGenericMethod)];

    /// <summary>One entry per combination of column types in use: a few dozen.</summary>
    private readonly ConcurrentDictionary<Type, MethodInfo> _rows = new();

    public Expression Beyond(IReadOnlyList<Expression> columns, IReadOnlyList<Expression> values, bool descending)
    {
        if (columns.Count == 1 && IsOrdered(columns[0].Type)) return descending ? Expression.LessThan(columns[0], values[0]) : Expression.GreaterThan(columns[0], values[0]);
        return Expression.Call(descending ? Less : Greater, Functions, Row(columns), Row(values));
    }

    private static bool IsOrdered(Type type) => type != typeof(string) && !(Nullable.GetUnderlyingType(type) ?? type).IsEnum && type != typeof(bool);

    private UnaryExpression Row(IReadOnlyList<Expression> parts)
    {
        var signature = Expression.GetDelegateType([.. parts.Select(p => p.Type), typeof(void)]);
        var create = _rows.GetOrAdd(signature, _ => Creates.Single(m => m.GetGenericArguments().Length == parts.Count).MakeGenericMethod([.. parts.Select(p => p.Type)]));
        return Expression.Convert(Expression.Call(create, parts), typeof(ITuple));
    }

    private static MethodInfo Comparison(string name) => typeof(NpgsqlDbFunctionsExtensions).GetMethod(name, [typeof(DbFunctions), typeof(ITuple), typeof(ITuple)])!;
}
