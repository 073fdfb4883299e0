using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Common.Messaging;

/// <summary>Moves the fields of a refusal under the JSON property that holds them.</summary>
internal static class ErrorPaths
{
    /// <summary>The same refusal with <c>name</c> as <c>account.name</c>.</summary>
    public static Error Under(this Error error, string property) =>
        error.Fields is null ? error : error with { Fields = error.Fields.ToDictionary(f => $"{property}.{f.Key}", f => f.Value, StringComparer.Ordinal) };
}
