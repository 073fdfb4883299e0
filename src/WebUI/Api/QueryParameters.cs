using System.ComponentModel;
using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using NexusCrm.Domain.Common;

namespace NexusCrm.WebUI.Api;

/// <summary>Query parameters that an endpoint reads by itself instead of by handler parameters.</summary>
/// <param name="Names">The names; none means any: the endpoint refuses unknown ones itself (record lists with their filters).</param>
internal sealed record QueryNames(params string[] Names);

/// <summary>Refuses query parameters that an endpoint does not declare: a mistyped filter must not answer everything.</summary>
internal static class QueryParameters
{
    private static readonly string[] NotKnown = ["This query parameter is not known."];

    /// <summary>Applies the rule to all endpoints of a group.</summary>
    public static RouteGroupBuilder RefuseUnknownQuery(this RouteGroupBuilder group)
    {
        group.AddEndpointFilterFactory((handler, next) =>
        {
            var declared = Declared(handler.MethodInfo);
            return invocation => Unknown(invocation.HttpContext, declared) is { } refusal ? ValueTask.FromResult<object?>(refusal.ToHttp()) : next(invocation);
        });
        return group;
    }

    private static Error? Unknown(HttpContext context, HashSet<string> declared)
    {
        if (context.Request.Query.Count == 0) return null;
        var own = context.GetEndpoint()?.Metadata.GetMetadata<QueryNames>();
        if (own is { Names.Length: 0 }) return null;

        var unknown = context.Request.Query.Keys.Where(key => !declared.Contains(key) && own?.Names.Contains(key, StringComparer.Ordinal) is not true).ToList();
        if (unknown.Count == 0) return null;
        return Error.Invalid(unknown.ToDictionary(key => key, _ => NotKnown, StringComparer.Ordinal)) with { Code = Problems.UnknownField };
    }

    private static HashSet<string> Declared(MethodInfo handler) =>
        handler.GetParameters().SelectMany(Names).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> Names(ParameterInfo parameter)
    {
        if (parameter.GetCustomAttribute<AsParametersAttribute>() is not null) return parameter.ParameterType.GetProperties().Where(p => IsSimple(p.PropertyType)).Select(NameOf);
        return IsSimple(parameter.ParameterType) ? [parameter.GetCustomAttribute<FromQueryAttribute>()?.Name ?? parameter.Name!] : [];
    }

    private static string NameOf(PropertyInfo property) =>
        property.GetCustomAttribute<FromQueryAttribute>()?.Name ?? char.ToLowerInvariant(property.Name[0]) + property.Name[1..];

    /// <summary>What is bound from text: everything else is a service, a body or the request itself. Names of route values may be among them, which does no harm.</summary>
    private static bool IsSimple(Type type)
    {
        var bare = type.IsArray ? type.GetElementType()! : Nullable.GetUnderlyingType(type) ?? type;
        return bare != typeof(object) && !bare.IsInterface && bare != typeof(CancellationToken) && TypeDescriptor.GetConverter(bare).CanConvertFrom(typeof(string));
    }
}
