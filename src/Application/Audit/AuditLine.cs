using System.Linq.Expressions;
using System.Text.Json;
using NexusCrm.Application.Members;
using NexusCrm.Domain.Audit;

namespace NexusCrm.Application.Audit;

/// <summary>A field before and after.</summary>
/// <param name="Field">Name as in the API: <c>address.line1</c>.</param>
/// <param name="Old">Value before; null where there was none, and for rows of a part that were added.</param>
/// <param name="New">Value after; null where there is none, and for rows of a part that were removed.</param>
public sealed record FieldChange(string Field, JsonElement? Old, JsonElement? New);

/// <summary>Who made an entry.</summary>
public sealed record AuditedBy(AuditActor Type, Guid? Id, string? Name);

/// <summary>An entry of the trail as it is shown.</summary>
/// <param name="Seq">Its place in the chain; null for the seconds until it is sealed.</param>
/// <param name="Hash">The hash there, hexadecimal.</param>
/// <param name="IsErased">True when the typed values were erased; <paramref name="Changes"/> then holds the others only.</param>
public sealed record AuditLine(
    Guid Id,
    DateTimeOffset At,
    AuditedBy Actor,
    AuditedBy? OnBehalfOf,
    AuditAction Action,
    string? Operation,
    string EntityType,
    Guid? EntityId,
    string? RequestId,
    string? Ip,
    string? Reason,
    int? Version,
    IReadOnlyList<FieldChange> Changes,
    bool IsErased,
    long? Seq,
    string? Hash)
{
    /// <summary>How the members are called whose ids stand among the changes.</summary>
    public IReadOnlyDictionary<Guid, string> Names { get; init; } = new Dictionary<Guid, string>();
}

/// <summary>What is read of an entry.</summary>
internal sealed record AuditRow(AuditEntry Entry, long? Seq, byte[]? Hash)
{
    public static Expression<Func<AuditEntry, AuditRow>> Of { get; } = e => new AuditRow(e, e.Seal == null ? null : e.Seal.Seq, e.Seal == null ? null : e.Seal.Hash);
}

/// <summary>Makes what is shown of entries: names for ids, changes from JSON.</summary>
internal sealed class AuditLines(IMemberNames members)
{
    public async Task<IReadOnlyList<AuditLine>> OfAsync(IReadOnlyList<AuditRow> rows, CancellationToken ct)
    {
        var lines = rows.Select(row => (Row: row, Changes: (IReadOnlyList<FieldChange>)[.. Changes(row.Entry.Changes), .. Changes(row.Entry.Personal)])).ToList();
        var names = await members.OfAsync([.. lines.SelectMany(l => IdsIn(l.Row.Entry, l.Changes)).Distinct()], ct);
        return [.. lines.Select(line => Line(line.Row, line.Changes, names))];
    }

    /// <summary>Ids that may be a member's: the actor's and those among the values.</summary>
    private static IEnumerable<Guid> IdsIn(AuditEntry entry, IReadOnlyList<FieldChange> changes)
    {
        if (entry is { ActorKind: AuditActor.User, ActorId: { } actor }) yield return actor;
        if (entry.OnBehalfOf is { } member) yield return member;
        foreach (var value in changes.SelectMany(c => new[] { c.Old, c.New }))
        {
            if (value is { ValueKind: JsonValueKind.String } text && text.TryGetGuid(out var id)) yield return id;
        }
    }

    private static AuditLine Line(AuditRow row, IReadOnlyList<FieldChange> changes, IReadOnlyDictionary<Guid, string> names)
    {
        var e = row.Entry;
        return new AuditLine(
            e.Id, e.At, new AuditedBy(e.ActorKind, e.ActorId, NameOf(e.ActorId, names)), e.OnBehalfOf is { } member ? new AuditedBy(AuditActor.User, member, NameOf(member, names)) : null,
            e.Action, e.Operation, e.EntityType, e.EntityId, e.RequestId, e.Ip, e.Reason, e.Version, changes, e.Salt is null,
            row.Seq, row.Hash is null ? null : Convert.ToHexStringLower(row.Hash))
        { Names = names };
    }

    private static string? NameOf(Guid? id, IReadOnlyDictionary<Guid, string> names) => id is { } known ? names.GetValueOrDefault(known) : null;

    private static IEnumerable<FieldChange> Changes(string? json)
    {
        if (json is null) return [];
        using var document = JsonDocument.Parse(json);
        var (before, after) = (Values(document, "old"), Values(document, "new"));
        return [.. before.Keys.Concat(after.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(field => new FieldChange(field, Value(before, field), Value(after, field)))];
    }

    private static Dictionary<string, JsonElement> Values(JsonDocument document, string side) =>
        document.RootElement.TryGetProperty(side, out var values) ? values.EnumerateObject().ToDictionary(v => v.Name, v => v.Value.Clone(), StringComparer.Ordinal) : [];

    private static JsonElement? Value(Dictionary<string, JsonElement> values, string field) => values.TryGetValue(field, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;
}
