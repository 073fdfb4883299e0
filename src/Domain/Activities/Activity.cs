using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Activities;

/// <summary>The state of an activity (rule A2).</summary>
public enum ActivityStatus
{
    /// <summary>To be done.</summary>
    Open,

    /// <summary>Done.</summary>
    Done,

    /// <summary>Will not be done.</summary>
    Cancelled,
}

/// <summary>A call, meeting, e-mail, note or task about any number of records (rule A1). Its links are loaded with it.</summary>
public sealed class Activity : CrmRecord
{
    private readonly List<ActivityLink> _links = [];

    private Activity()
    {
    }

    private Activity(Guid organizationId, ActivityKind kind, DateTimeOffset at, Guid? by) : base(organizationId, at, by) => Kind = kind;

    /// <summary>What kind it is.</summary>
    public ActivityKind Kind { get; private set; }

    /// <summary>Subject.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>Body.</summary>
    public string? Body { get; private set; }

    /// <summary>Who reached out.</summary>
    public ActivityDirection? Direction { get; private set; }

    /// <summary>The moment it is due.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>The day it is due in the assignee's zone.</summary>
    public DateOnly? DueOn { get; private set; }

    /// <summary>Open, done or cancelled.</summary>
    public ActivityStatus Status { get; private set; }

    /// <summary>When it was done; only while done.</summary>
    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>Who did it; only while done.</summary>
    public Guid? CompletedBy { get; private set; }

    /// <summary>What came of it; only while done.</summary>
    public string? Outcome { get; private set; }

    /// <summary>The records it is about.</summary>
    public IReadOnlyCollection<ActivityLink> Links => _links;

    /// <summary>True for what makes a lead engaged once completed: a call, an e-mail or a meeting.</summary>
    public bool IsEngagement => Kind is ActivityKind.Call or ActivityKind.Email or ActivityKind.Meeting;

    /// <summary>Plans an activity about some records.</summary>
    public static Result<Activity> Create(Guid organizationId, ActivityDetails details, IReadOnlyCollection<RecordReference> about, DateTimeOffset at, Guid? by)
    {
        var cleaned = details.Cleaned();
        if (!cleaned.Succeeded) return cleaned.Error;
        if (about.Count > ActivityDetails.LinksMax) return Error.Invalid("links", $"At most {ActivityDetails.LinksMax}.");

        var activity = new Activity(organizationId, cleaned.Value.Kind, at, by) { OwnerId = by };
        activity.Apply(cleaned.Value);
        foreach (var record in about) activity.Link(record);
        activity.Raise(new ActivityCreated(organizationId, activity.Id));
        return activity;
    }

    /// <summary>Writes down something that has happened: an activity that is done already.</summary>
    public static Result<Activity> Log(
        Guid organizationId, ActivityDetails details, IReadOnlyCollection<RecordReference> about, string? outcome, DateTimeOffset happenedAt, DateTimeOffset at, Guid? by)
    {
        if (happenedAt > at) return Error.Invalid("completedAt", "It cannot lie in the future.");
        var created = Create(organizationId, details, about, at, by);
        if (!created.Succeeded) return created.Error;
        var completed = created.Value.Complete(outcome, happenedAt, by);
        return completed.Succeeded ? created : completed.Error;
    }

    /// <summary>The details as they are, to change some of them.</summary>
    public ActivityDetails Details() => new() { Kind = Kind, Subject = Subject, Body = Body, Direction = Direction, DueAt = DueAt, DueOn = DueOn };

    /// <summary>Replaces the details; the kind stays.</summary>
    public Result<Done> Change(ActivityDetails details, DateTimeOffset at, Guid? by)
    {
        var cleaned = (details with { Kind = Kind }).Cleaned();
        if (!cleaned.Succeeded) return cleaned.Error;
        Apply(cleaned.Value);
        Touch(at, by);
        Raise(new ActivityChanged(OrganizationId, Id));
        return Done.Value;
    }

    /// <summary>Done. From open only.</summary>
    public Result<Done> Complete(string? outcome, DateTimeOffset at, Guid? by)
    {
        if (Status is not ActivityStatus.Open) return ActivityErrors.NotOpen;
        var checks = new FieldChecks();
        var said = checks.Text("outcome", outcome, ActivityDetails.OutcomeMaxLength);
        if (checks.Failed) return checks.ToError();

        (Status, CompletedAt, CompletedBy, Outcome) = (ActivityStatus.Done, at, by, said);
        Touch(at, by);
        Raise(new ActivityCompleted(OrganizationId, Id, Kind, Direction, at, [.. _links.Select(l => new RecordReference(l.RecordType, l.RecordId))]));
        return Done.Value;
    }

    /// <summary>Will not be done. From open only.</summary>
    public Result<Done> Cancel(DateTimeOffset at, Guid? by)
    {
        if (Status is not ActivityStatus.Open) return ActivityErrors.NotOpen;
        Status = ActivityStatus.Cancelled;
        Touch(at, by);
        Raise(new ActivityChanged(OrganizationId, Id));
        return Done.Value;
    }

    /// <summary>To be done again; forgets when, by whom and with what outcome it was done (rule A2).</summary>
    public void Reopen(DateTimeOffset at, Guid? by)
    {
        if (Status is ActivityStatus.Open) return;
        (Status, CompletedAt, CompletedBy, Outcome) = (ActivityStatus.Open, null, null, null);
        Touch(at, by);
        Raise(new ActivityChanged(OrganizationId, Id));
    }

    /// <summary>Is about one more record; nothing happens when it is already (rule L8: linked, never copied).</summary>
    public void LinkTo(RecordReference record, DateTimeOffset at, Guid? by)
    {
        if (Link(record)) Touch(at, by);
    }

    /// <summary>Gives the activity to somebody, or to nobody.</summary>
    public void Assign(Guid? ownerId, DateTimeOffset at, Guid? by)
    {
        if (ownerId == OwnerId) return;
        OwnerId = ownerId;
        Touch(at, by);
        Raise(new ActivityChanged(OrganizationId, Id));
    }

    /// <inheritdoc />
    public override void Delete(DateTimeOffset at, Guid? by)
    {
        if (DeletedAt is not null) return;
        base.Delete(at, by);
        Raise(new ActivityDeleted(OrganizationId, Id));
    }

    /// <inheritdoc />
    public override void Restore(DateTimeOffset at, Guid? by)
    {
        if (DeletedAt is null) return;
        base.Restore(at, by);
        Raise(new ActivityRestored(OrganizationId, Id));
    }

    /// <inheritdoc />
    protected override IDomainEvent Changed() => new ActivityChanged(OrganizationId, Id);

    private bool Link(RecordReference record)
    {
        if (_links.Exists(l => l.RecordType == record.Type && l.RecordId == record.Id)) return false;
        _links.Add(new ActivityLink(this, record));
        return true;
    }

    private void Apply(ActivityDetails details)
    {
        (Subject, Body, Direction) = (details.Subject!, details.Body, details.Direction);
        (DueAt, DueOn) = (details.DueAt, details.DueOn);
    }
}

/// <summary>One record an activity is about.</summary>
public sealed class ActivityLink : IOrganizationOwned
{
    private ActivityLink()
    {
    }

    internal ActivityLink(Activity activity, RecordReference record) =>
        (OrganizationId, ActivityId, RecordType, RecordId) = (activity.OrganizationId, activity.Id, record.Type, record.Id);

    /// <inheritdoc />
    public Guid OrganizationId { get; private set; }

    /// <summary>The activity.</summary>
    public Guid ActivityId { get; private set; }

    /// <summary>The record's type.</summary>
    public RecordType RecordType { get; private set; }

    /// <summary>The record; with its type and the activity the key.</summary>
    public Guid RecordId { get; private set; }
}
