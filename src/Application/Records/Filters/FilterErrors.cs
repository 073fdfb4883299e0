using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Records.Filters;

/// <summary>Why a filter or sort is refused.</summary>
public static class FilterErrors
{
    /// <summary>The filter nests or branches more than allowed.</summary>
    public static Error TooComplex { get; } =
        Error.Malformed("filter_too_complex", $"A filter has at most {Filter.MaxClauses} conditions with {Filter.MaxValues} values each, {Filter.MaxDepth} levels deep.");

    /// <summary>No such field or parameter.</summary>
    public static Error UnknownField(string field) => Named("unknown_field", field, $"There is no field '{Shown(field)}'.");

    /// <summary>No such operator at all.</summary>
    internal static Error UnknownOperator(string field, string name) =>
        Error.Invalid(field, $"There is no operator '{Shown(name)}'. Operators: {string.Join(", ", Enum.GetValues<FilterOperator>().Select(o => o.Name()))}.");

    /// <summary>The field does not take the operator.</summary>
    internal static Error OperatorNotAllowed(RecordField field, FilterOperator @operator) => Error.Invalid(field.Key, field.Operators.Count == 0
        ? $"'{field.Key}' cannot be filtered."
        : $"'{field.Key}' does not take the operator '{@operator.Name()}'. It takes: {string.Join(", ", field.Operators.Select(o => o.Name()))}.");

    /// <summary>The field cannot hold the value.</summary>
    internal static Error BadValue(string field, string value, string expected) => Error.Invalid(field, $"'{Shown(value)}' is not {expected}.");

    /// <summary>The JSON text of a filter is not one.</summary>
    internal static Error BadJson(string message) => Error.Invalid("filter", message);

    /// <summary>The same refusal, with one more step of where in the tree it happened.</summary>
    internal static Error At(this Error error, string step) =>
        error.With("position", error.Details?.GetValueOrDefault("position") is string inner ? $"{step}.{inner}" : step);

    private static Error Named(string code, string field, string message) =>
        (Error.Invalid(field, message) with { Code = code, Message = message }).With("field", Shown(field));

    private static string Shown(string text) => text.Length <= 100 ? text : string.Concat(text.AsSpan(0, 100), "…");
}
