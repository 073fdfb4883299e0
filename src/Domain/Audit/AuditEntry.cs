using System.Globalization;
using System.Text.Json;
using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Audit;

/// <summary>What happened to a record.</summary>
public enum AuditAction
{
    /// <summary>It came into being.</summary>
    Created,

    /// <summary>Fields changed.</summary>
    Updated,

    /// <summary>It went to the recycle bin, or was removed for good.</summary>
    Deleted,

    /// <summary>It came back from the recycle bin.</summary>
    Restored,

    /// <summary>It took in, or was taken in by, a duplicate.</summary>
    Merged,

    /// <summary>A lead became account, contact or deal.</summary>
    Converted,

    /// <summary>An import made or changed it.</summary>
    Imported,

    /// <summary>An import, a bulk action, a merge or a conversion was taken back.</summary>
    Undone,

    /// <summary>Records left the product as a file (rule U5).</summary>
    Exported,

    /// <summary>Somebody opened the personal data of one person (rule U5).</summary>
    Viewed,
}

/// <summary>What kind of principal made an entry.</summary>
public enum AuditActor
{
    /// <summary>Nobody known.</summary>
    Anonymous,

    /// <summary>A member.</summary>
    User,

    /// <summary>An API key.</summary>
    ApiKey,

    /// <summary>A public lead form.</summary>
    Form,

    /// <summary>The product itself.</summary>
    Job,
}

/// <summary>
/// One line of the audit trail (rule U1): who did what to which record, when, from where, why, and every field before and after. Written by the database itself in the transaction of the change; never changed
/// afterwards but for erasure, which empties the redactable part: <see cref="Personal"/>, <see cref="Ip"/> and <see cref="Reason"/>.
/// </summary>
public sealed class AuditEntry : IIdentified
{
    /// <summary>Longest name of an entity type or an action, in characters.</summary>
    public const int NameMaxLength = 40;

    /// <summary>Longest name of a use case, in characters.</summary>
    public const int OperationMaxLength = 100;

    /// <summary>Longest id of a request, in characters.</summary>
    public const int RequestIdMaxLength = 100;

    /// <summary>Longest network address, in characters.</summary>
    public const int IpMaxLength = 45;

    /// <summary>Longest reason, in characters.</summary>
    public const int ReasonMaxLength = 1000;

    private AuditEntry()
    {
    }

    /// <inheritdoc />
    public Guid OrganizationId { get; private set; }

    /// <summary>UUID v7, by the database's clock.</summary>
    public Guid Id { get; private set; }

    /// <summary>When, by the database's clock.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>The transaction; its entries are sealed together.</summary>
    public Guid BatchId { get; private set; }

    /// <summary>The record's type, snake_case: <c>lead</c>, <c>membership</c>.</summary>
    public string EntityType { get; private set; } = "";

    /// <summary>The record; null where an entry concerns many (an export).</summary>
    public Guid? EntityId { get; private set; }

    /// <summary>What happened.</summary>
    public AuditAction Action { get; private set; }

    /// <summary>Who it was.</summary>
    public AuditActor ActorKind { get; private set; }

    /// <summary>The user, API key, form or job, where it has an id.</summary>
    public Guid? ActorId { get; private set; }

    /// <summary>The member whose order a job carried out.</summary>
    public Guid? OnBehalfOf { get; private set; }

    /// <summary>The use case, e.g. <c>ConvertLead</c>; null for changes that came by none.</summary>
    public string? Operation { get; private set; }

    /// <summary>The request it came with.</summary>
    public string? RequestId { get; private set; }

    /// <summary>Network address it came from. Redactable.</summary>
    public string? Ip { get; private set; }

    /// <summary>Why, as the actor said. Redactable.</summary>
    public string? Reason { get; private set; }

    /// <summary>Version of the record after the change, where it has one.</summary>
    public int? Version { get; private set; }

    /// <summary>Changed fields that no person typed (states, ids, numbers, dates): <c>{"old":{...},"new":{...}}</c>.</summary>
    public string Changes { get; private set; } = "{}";

    /// <summary>Changed fields that a person typed, in the same form; null when there are none or when they were erased. Redactable.</summary>
    public string? Personal { get; private set; }

    /// <summary>Keeps the redactable part from being guessed from its hash; goes with it.</summary>
    public Guid? Salt { get; private set; }

    /// <summary>Its place in the hash chain; null until it is sealed, seconds later.</summary>
    public AuditSeal? Seal { get; private set; }

    /// <summary>What is hashed of the entry.</summary>
    public AuditContent Content() => new(
        [
            new("action", Name(Action)), new("actorId", ActorId?.ToString()), new("actorKind", Name(ActorKind)), new("at", AuditChain.Instant(At)), new("batchId", BatchId.ToString()),
            new("changes", CanonicalJson.Of(Changes)), new("entityId", EntityId?.ToString()), new("entityType", EntityType), new("id", Id.ToString()), new("onBehalfOf", OnBehalfOf?.ToString()),
            new("operation", Operation), new("organizationId", OrganizationId.ToString()), new("requestId", RequestId), new("version", Version?.ToString(CultureInfo.InvariantCulture)),
        ],
        Salt is { } salt ? new AuditRedactable(salt, Ip, Reason, Personal) : null);

    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
