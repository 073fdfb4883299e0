using System.Linq.Expressions;
using System.Reflection;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Common.Messaging;

/// <summary>Builds a refused response for pipeline steps that know the response only as a type parameter. Throws for a response that is no <see cref="Result{T}"/>, so that no step is silently skipped.</summary>
internal static class Refusals<TResponse>
{
    private static readonly Func<Error, TResponse> Build = Compile();

    public static TResponse Of(Error error) => Build(error);

    private static Func<Error, TResponse> Compile()
    {
        var response = typeof(TResponse);
        if (!response.IsGenericType || response.GetGenericTypeDefinition() != typeof(Result<>))
            throw new InvalidOperationException($"{response} is no Result<T>: every message answers Result<T>.");

        var error = Expression.Parameter(typeof(Error), "error");
        var refused = response.GetMethod(nameof(Result<Done>.Refused), BindingFlags.Public | BindingFlags.Static)!;
        return Expression.Lambda<Func<Error, TResponse>>(Expression.Call(refused, error), error).Compile();
    }
}
