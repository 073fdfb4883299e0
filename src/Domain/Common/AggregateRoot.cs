namespace NexusCrm.Domain.Common;

/// <summary>Belongs to one organization (the tenant); stored under row-level security with key (organization_id, id).</summary>
public interface IOrganizationOwned
{
    /// <summary>The organization.</summary>
    Guid OrganizationId { get; }
}

/// <summary>A row of an organization with an id of its own: what lists, filters and exports work on.</summary>
public interface IIdentified : IOrganizationOwned
{
    /// <summary>UUID v7, unique within the organization.</summary>
    Guid Id { get; }
}

/// <summary>Deleted to the recycle bin first; hidden by the named filter <c>soft-delete</c>.</summary>
public interface ISoftDeletable
{
    /// <summary>When it was moved to the recycle bin, or null.</summary>
    DateTimeOffset? DeletedAt { get; }

    /// <summary>Who moved it there.</summary>
    Guid? DeletedBy { get; }
}

/// <summary>A business fact, stored with the change that caused it.</summary>
public interface IDomainEvent
{
    /// <summary>The organization it happened in.</summary>
    Guid OrganizationId { get; }

    /// <summary>The record it happened to.</summary>
    Guid RecordId { get; }

    /// <summary>Stable hierarchical name for outside consumers, e.g. <c>lead.converted</c>.</summary>
    string Type { get; }
}

/// <summary>An aggregate that raises events; they are handled and stored in the saving transaction.</summary>
public interface IRaisesEvents
{
    /// <summary>Hands over the events raised since the last call, oldest first, and forgets them.</summary>
    IReadOnlyList<IDomainEvent> TakeEvents();
}

/// <summary>Root of a consistency boundary: identity, version and who touched it when.</summary>
public abstract class AggregateRoot : IIdentified, IRaisesEvents
{
    private List<IDomainEvent>? _events;
    private bool _written;

    /// <summary>For materialisation.</summary>
    protected AggregateRoot()
    {
    }

    /// <summary>A new aggregate with a time-ordered id (UUID v7) and version 1.</summary>
    protected AggregateRoot(Guid organizationId, DateTimeOffset at, Guid? by)
    {
        OrganizationId = organizationId;
        Id = Guid.CreateVersion7(at);
        Version = 1;
        (CreatedAt, CreatedBy, UpdatedAt, UpdatedBy) = (at, by, at, by);
    }

    /// <summary>A new organization, which belongs to itself.</summary>
    protected AggregateRoot(DateTimeOffset at, Guid? by) : this(Guid.Empty, at, by) => OrganizationId = Id;

    /// <inheritdoc />
    public Guid OrganizationId { get; private set; }

    /// <summary>UUID v7, unique within the organization.</summary>
    public Guid Id { get; private set; }

    /// <summary>Raised by every domain write, from 1; what <c>If-Match</c> compares. Derived values do not raise it.</summary>
    public int Version { get; private set; }

    /// <summary>When it was created, UTC.</summary>
    public DateTimeOffset CreatedAt { get; protected set; }

    /// <summary>Who created it; null for the public form and jobs.</summary>
    public Guid? CreatedBy { get; private set; }

    /// <summary>When a domain write last changed it, UTC.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Who last changed it; null for the public form and jobs.</summary>
    public Guid? UpdatedBy { get; private set; }

    /// <inheritdoc />
    public IReadOnlyList<IDomainEvent> TakeEvents()
    {
        IReadOnlyList<IDomainEvent> taken = _events ?? [];
        _events = null;
        return taken;
    }

    /// <summary>True when there was a domain write since the last call; the save then raises <see cref="Version"/> by one.</summary>
    public bool TakeWritten()
    {
        var written = _written;
        _written = false;
        return written;
    }

    /// <summary>Marks a domain write and stamps who and when.</summary>
    protected void Touch(DateTimeOffset at, Guid? by) => (UpdatedAt, UpdatedBy, _written) = (at, by, true);

    /// <summary>Notes a business fact for the save.</summary>
    protected void Raise(IDomainEvent happened) => (_events ??= []).Add(happened);
}

/// <summary>A record of the CRM: owned, tagged, with custom fields and a recycle bin.</summary>
public abstract class CrmRecord : AggregateRoot, ISoftDeletable
{
    /// <summary>Longest tag, in characters.</summary>
    public const int TagMaxLength = 50;

    /// <summary>Most tags on one record.</summary>
    public const int TagsMax = 50;

    /// <summary>For materialisation.</summary>
    protected CrmRecord()
    {
    }

    /// <summary>A new record.</summary>
    protected CrmRecord(Guid organizationId, DateTimeOffset at, Guid? by) : base(organizationId, at, by)
    {
    }

    /// <summary>The member who works it (a user id), or null when unassigned.</summary>
    public Guid? OwnerId { get; protected set; }

    /// <summary>The territory it belongs to, or null.</summary>
    public Guid? TerritoryId { get; protected set; }

    /// <summary>Tags, trimmed, distinct without regard to case, in the order they were added.</summary>
    public IReadOnlyList<string> Tags { get; protected set; } = [];

    /// <summary>Values of the organization's own fields by key, as a JSON object.</summary>
    public string CustomFields { get; protected set; } = "{}";

    /// <summary>Moves with derived values (score, last activity), which do not raise <see cref="AggregateRoot.Version"/>; second part of the ETag.</summary>
    public int DerivedStamp { get; private set; }

    /// <inheritdoc />
    public DateTimeOffset? DeletedAt { get; private set; }

    /// <inheritdoc />
    public Guid? DeletedBy { get; private set; }

    /// <summary>The record this one was merged into (rule M5); while it is set, the record is deleted and nothing but undoing the merge brings it back.</summary>
    public Guid? MergedIntoId { get; private set; }

    /// <summary>Takes other records of its type in: they are tombstones from now on (rules M5, M8).</summary>
    public void Absorb(RecordType type, IReadOnlyCollection<CrmRecord> losers, DateTimeOffset at, Guid? by)
    {
        foreach (var loser in losers) loser.Bury(Id, at, by);
        Touch(at, by);
        Raise(new RecordsMerged(OrganizationId, Id, type, [.. losers.Select(l => l.Id)]));
    }

    /// <summary>Lets records go again that it had taken in.</summary>
    public void Release(RecordType type, IReadOnlyCollection<CrmRecord> losers, DateTimeOffset at, Guid? by)
    {
        foreach (var loser in losers) loser.Rise(at, by);
        Touch(at, by);
        Raise(new RecordsUnmerged(OrganizationId, Id, type, [.. losers.Select(l => l.Id)]));
    }

    /// <summary>Moves the record to the recycle bin; does nothing when it is there already.</summary>
    public virtual void Delete(DateTimeOffset at, Guid? by)
    {
        if (DeletedAt is not null) return;
        (DeletedAt, DeletedBy) = (at, by);
        Touch(at, by);
    }

    /// <summary>Takes the record out of the recycle bin.</summary>
    public virtual void Restore(DateTimeOffset at, Guid? by)
    {
        if (DeletedAt is null) return;
        (DeletedAt, DeletedBy) = (null, null);
        Touch(at, by);
    }

    /// <summary>Adds and removes tags; refused when too many or too long.</summary>
    public virtual Result<Done> ChangeTags(IEnumerable<string> add, IEnumerable<string> remove, DateTimeOffset at, Guid? by)
    {
        var gone = remove.Select(t => t.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var tags = CleanTags(Tags.Where(t => !gone.Contains(t)).Concat(add));
        if (TagsProblem(tags) is { } problem) return Error.Invalid("tags", problem);
        if (tags.SequenceEqual(Tags, StringComparer.Ordinal)) return Done.Value;

        Tags = tags;
        Touch(at, by);
        Raise(Changed());
        return Done.Value;
    }

    /// <summary>The fact that it changed, for open pages, scores and subscribers.</summary>
    protected abstract IDomainEvent Changed();

    private void Bury(Guid winnerId, DateTimeOffset at, Guid? by)
    {
        (MergedIntoId, DeletedAt, DeletedBy) = (winnerId, at, by);
        Touch(at, by);
    }

    private void Rise(DateTimeOffset at, Guid? by)
    {
        (MergedIntoId, DeletedAt, DeletedBy) = (null, null, null);
        Touch(at, by);
    }

    /// <summary>Marks a change of a derived value: moves the second part of the ETag, not the version.</summary>
    protected void TouchDerived() => DerivedStamp++;

    /// <summary>Trims tags and drops empty and repeated ones, keeping the first spelling.</summary>
    internal static IReadOnlyList<string> CleanTags(IEnumerable<string> tags) =>
        [.. tags.Select(t => t.Trim()).Where(t => t.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>What is wrong with cleaned tags, or null.</summary>
    internal static string? TagsProblem(IReadOnlyList<string> tags)
    {
        if (tags.Count > TagsMax) return $"At most {TagsMax} tags.";
        return tags.Any(t => t.Length > TagMaxLength) ? $"A tag has at most {TagMaxLength} characters." : null;
    }
}
