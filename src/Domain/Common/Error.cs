namespace NexusCrm.Domain.Common;

/// <summary>The family of a refusal; the HTTP layer turns it into a status code.</summary>
public enum ErrorKind
{
    /// <summary>The input is malformed or breaks a rule of shape (400).</summary>
    Invalid,

    /// <summary>Who asks is not known (401).</summary>
    Unauthenticated,

    /// <summary>Who asks may not (403).</summary>
    Forbidden,

    /// <summary>Not there, or not the caller's: one answer for both (404).</summary>
    NotFound,

    /// <summary>The state of the record forbids it (409).</summary>
    Conflict,

    /// <summary>The caller's copy is older than the record (412).</summary>
    Stale,

    /// <summary>The input is larger than allowed (413).</summary>
    TooLarge,

    /// <summary>An idempotency key was used for something else (422).</summary>
    Reused,

    /// <summary>Too often (429).</summary>
    TooMany,

    /// <summary>Cannot be served now; trying again later may work (503).</summary>
    Unavailable,
}

/// <summary>A named refusal with a stable code that outside clients may rely on.</summary>
/// <param name="Code">Stable snake_case code, e.g. <c>lead_already_converted</c>.</param>
/// <param name="Message">One sentence for a person.</param>
/// <param name="Kind">The family.</param>
public sealed record Error(string Code, string Message, ErrorKind Kind)
{
    /// <summary>Messages by JSON property path (<c>address.line1</c>), for <see cref="ErrorKind.Invalid"/>.</summary>
    public IReadOnlyDictionary<string, string[]>? Fields { get; init; }

    /// <summary>Further members of the problem document, by JSON name: ids, candidates, blockers.</summary>
    public IReadOnlyDictionary<string, object?>? Details { get; init; }

    /// <summary>A refusal of malformed input at one field.</summary>
    public static Error Invalid(string field, string message) => Invalid(new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [message] });

    /// <summary>A refusal of malformed input at several fields.</summary>
    public static Error Invalid(IReadOnlyDictionary<string, string[]> fields) =>
        new("validation_failed", "One or more fields are not valid.", ErrorKind.Invalid) { Fields = fields };

    /// <summary>A refusal with a code of its own for malformed input that belongs to no single field.</summary>
    public static Error Malformed(string code, string message) => new(code, message, ErrorKind.Invalid);

    /// <summary>The one answer for "not there" and "not yours".</summary>
    public static Error NotFound(string what) => new("not_found", $"{what} was not found.", ErrorKind.NotFound);

    /// <summary>A refusal because of the record's state.</summary>
    public static Error Conflict(string code, string message) => new(code, message, ErrorKind.Conflict);

    /// <summary>A refusal for lack of a permission.</summary>
    public static Error Forbidden(string message) => new("forbidden", message, ErrorKind.Forbidden);

    /// <summary>The caller's copy is older than the record.</summary>
    /// <param name="currentVersion">The version the record has now.</param>
    public static Error Stale(int currentVersion) =>
        new Error("version_conflict", "Someone changed this record after you opened it.", ErrorKind.Stale).With("currentVersion", currentVersion);

    /// <summary>The same refusal with one more detail.</summary>
    public Error With(string name, object? value) =>
        this with { Details = new Dictionary<string, object?>(Details ?? new Dictionary<string, object?>(StringComparer.Ordinal), StringComparer.Ordinal) { [name] = value } };
}
