using System.Linq.Expressions;
using System.Reflection;

namespace NexusCrm.Application.Records;

/// <summary>Reads from the declarations of the members whether a text is always there; asked once, when a field is declared.</summary>
internal static class Nullability
{
    private static readonly Lock Gate = new();
    private static readonly NullabilityInfoContext Context = new();

    /// <summary>False only when every member on the way is declared not to be null.</summary>
    public static bool MayBeNull(Expression value) => value switch
    {
        ParameterExpression => false,
        MemberExpression { Member: PropertyInfo property, Expression: { } owner } => MayBeNull(property) || MayBeNull(owner),
        _ => true,
    };

    private static bool MayBeNull(PropertyInfo property)
    {
        lock (Gate) return Context.Create(property).ReadState is not NullabilityState.NotNull;
    }
}
