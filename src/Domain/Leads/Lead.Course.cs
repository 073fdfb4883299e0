using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Leads;

/// <content>What happens to a lead after it arrived: status, conversion, assignment, score, touches.</content>
public sealed partial class Lead
{
    /// <summary>Longest note to a disqualification, in characters.</summary>
    public const int NoteMaxLength = 1_000;

    private readonly List<LeadStatusChange> _statusHistory = [];
    private readonly List<LeadAssignment> _assignments = [];
    private readonly List<LeadTouch> _touches = [];

    /// <summary>Where it stands.</summary>
    public LeadStatus Status { get; private set; }

    /// <summary>Why it is not pursued; only while disqualified.</summary>
    public DisqualifyReason? DisqualifyReason { get; private set; }

    /// <summary>What was said about it; only while disqualified.</summary>
    public string? DisqualifyNote { get; private set; }

    /// <summary>How often it was reopened.</summary>
    public int RecycledCount { get; private set; }

    /// <summary>What it was converted into; only while converted.</summary>
    public LeadConversion? Conversion { get; private set; }

    /// <summary>True when a person chose the owner; the rules then leave it alone (rule T6).</summary>
    public bool AssignmentLocked { get; private set; }

    /// <summary>When somebody last completed a call, e-mail or meeting with it; derived.</summary>
    public DateTimeOffset? LastEngagementAt { get; private set; }

    /// <summary>When it last came in through a public form.</summary>
    public DateTimeOffset? LastTouchAt { get; private set; }

    /// <summary>0 to 100; derived (rule L13).</summary>
    public int Score { get; private set; }

    /// <summary>Why the score is what it is, a JSON array of <c>{factor, points, max, reason}</c>; derived.</summary>
    public string ScoreBreakdown { get; private set; } = "[]";

    /// <summary>The version of the scoring profile the score was made with; 0 when never scored.</summary>
    public int ScoreProfileVersion { get; private set; }

    /// <summary>Every move, oldest first; complete only when loaded.</summary>
    public IReadOnlyCollection<LeadStatusChange> StatusHistory => _statusHistory;

    /// <summary>Every assignment, oldest first; complete only when loaded.</summary>
    public IReadOnlyCollection<LeadAssignment> Assignments => _assignments;

    /// <summary>Every arrival through a public form, oldest first; complete only when loaded.</summary>
    public IReadOnlyCollection<LeadTouch> Touches => _touches;

    /// <summary>Still to be worked: not disqualified, not converted.</summary>
    public bool IsOpen => Status is LeadStatus.New or LeadStatus.Contacted or LeadStatus.Qualified;

    /// <summary>Somebody has reached out. From new only.</summary>
    public Result<Done> MarkContacted(DateTimeOffset at, Guid? by)
    {
        if (Status is not LeadStatus.New) return LeadErrors.InvalidTransition(Status, LeadStatus.Contacted);
        return MoveTo(LeadStatus.Contacted, at, by);
    }

    /// <summary>Worth selling to. From new and contacted; needs an e-mail address or a phone number.</summary>
    public Result<Done> Qualify(DateTimeOffset at, Guid? by)
    {
        if (Status is not (LeadStatus.New or LeadStatus.Contacted)) return LeadErrors.InvalidTransition(Status, LeadStatus.Qualified);
        if (Email is null && Phone is null) return LeadErrors.Unreachable(Status);
        return MoveTo(LeadStatus.Qualified, at, by);
    }

    /// <summary>Not pursued. From every open status; the reason "other" needs a note.</summary>
    public Result<Done> Disqualify(DisqualifyReason reason, string? note, DateTimeOffset at, Guid? by)
    {
        if (!IsOpen) return LeadErrors.InvalidTransition(Status, LeadStatus.Disqualified);
        var checks = new FieldChecks();
        var said = checks.Text("note", note, NoteMaxLength);
        if (!Enum.IsDefined(reason) || reason is Leads.DisqualifyReason.Imported) checks.Refuse("reason", "It is not one of the choices.");
        if (reason is Leads.DisqualifyReason.Other && said is null) checks.Refuse("note", "Say why.");
        if (checks.Failed) return checks.ToError();

        (DisqualifyReason, DisqualifyNote) = (reason, said);
        return MoveTo(LeadStatus.Disqualified, at, by, reason, said);
    }

    /// <summary>Takes a disqualified lead up again, as new; the history keeps why it had been given up.</summary>
    public Result<Done> Reopen(DateTimeOffset at, Guid? by)
    {
        if (Status is not LeadStatus.Disqualified) return LeadErrors.InvalidTransition(Status, LeadStatus.New);

        var (reason, note) = (DisqualifyReason, DisqualifyNote);
        (DisqualifyReason, DisqualifyNote) = (null, null);
        RecycledCount++;
        return MoveTo(LeadStatus.New, at, by, reason, note);
    }

    /// <summary>Marks the lead converted, once (rule L1). From every open status, into an account, a contact or both.</summary>
    public Result<Done> Convert(LeadConversion conversion)
    {
        if (CannotConvert() is { } refusal) return refusal;
        if (conversion.AccountId is null && conversion.ContactId is null) return LeadErrors.NothingToConvertInto;

        Conversion = conversion with { PreviousStatus = Status };
        Raise(new LeadConverted(OrganizationId, Id, Conversion));
        return MoveTo(LeadStatus.Converted, conversion.ConvertedAt, conversion.ConvertedBy);
    }

    /// <summary>Why the lead cannot be converted: it was already, or is disqualified; null when it can.</summary>
    public Error? CannotConvert()
    {
        if (Conversion is { } conversion) return LeadErrors.AlreadyConverted(conversion);
        return IsOpen ? null : LeadErrors.InvalidTransition(Status, LeadStatus.Converted);
    }

    /// <summary>Takes a conversion back, within 30 days (rule L11). Whether its records are untouched is for the caller to find out first.</summary>
    public Result<Done> UndoConversion(DateTimeOffset at, Guid? by)
    {
        if (Conversion is not { } conversion) return LeadErrors.InvalidTransition(Status, Status);
        if (!conversion.CanBeUndoneAt(at)) return LeadErrors.UndoBlocked([UndoBlocker.Expired]);

        Conversion = null;
        Raise(new LeadConversionUndone(OrganizationId, Id, conversion));
        return MoveTo(conversion.PreviousStatus, at, by);
    }

    /// <summary>Sets the status a file brings, without guards; a converted lead cannot be imported, nor a status put on one.</summary>
    public Result<Done> SetImportedStatus(LeadStatus status, DateTimeOffset at, Guid? by)
    {
        if (Status is LeadStatus.Converted) return LeadErrors.ConvertedIsReadOnly;
        if (status is LeadStatus.Converted || !Enum.IsDefined(status)) return Error.Invalid("status", "A lead cannot be imported with this status.");
        if (status == Status) return Done.Value;

        DisqualifyReason? reason = status is LeadStatus.Disqualified ? Leads.DisqualifyReason.Imported : null;
        (DisqualifyReason, DisqualifyNote) = (reason, null);
        return MoveTo(status, at, by, reason);
    }

    /// <summary>Sets the moment a file says the lead was created, which cannot lie in the future.</summary>
    public Result<Done> SetImportedCreation(DateTimeOffset createdAt, DateTimeOffset at)
    {
        if (createdAt > at) return Error.Invalid("createdAt", "It cannot lie in the future.");
        CreatedAt = createdAt.ToUniversalTime();
        return Done.Value;
    }

    /// <summary>Gives the lead to an owner and a territory, either or both of which may be nobody. A manual choice keeps later runs of the rules away (rule T6).</summary>
    public Result<Done> Assign(Guid? ownerId, Guid? territoryId, bool manual, DateTimeOffset at, Guid? by)
    {
        if (Status is LeadStatus.Converted) return LeadErrors.ConvertedIsReadOnly;
        AssignmentLocked = manual;
        if (ownerId == OwnerId && territoryId == TerritoryId) return Done.Value;

        var previous = OwnerId;
        (OwnerId, TerritoryId) = (ownerId, territoryId);
        _assignments.Add(new LeadAssignment(this, ownerId, territoryId, manual, at, by));
        Touch(at, by);
        Raise(new LeadAssigned(OrganizationId, Id, previous, ownerId, territoryId, manual));
        return Done.Value;
    }

    /// <summary>The lead came in again: fills blanks from what was sent and appends the touch (rule L14). Only an open lead is touched.</summary>
    public Result<Done> TouchAgain(Guid? formId, LeadDetails sent, DateTimeOffset at)
    {
        if (!IsOpen) return LeadErrors.InvalidTransition(Status, Status);
        var cleaned = sent.Cleaned();
        if (!cleaned.Succeeded) return cleaned.Error;

        AppendTouch(formId, cleaned.Value.Utm, cleaned.Value.Referrer, cleaned.Value.LandingPage, at);
        return Change(Details().FilledFrom(cleaned.Value), at, null);
    }

    /// <summary>Notes the first arrival through a form, with the lead's own campaign parameters.</summary>
    public void RecordFirstTouch(Guid? formId, DateTimeOffset at) => AppendTouch(formId, Utm, Referrer, LandingPage, at);

    /// <summary>Somebody completed a call, e-mail or meeting with the lead; an older one changes nothing. Derived: the version stays.</summary>
    public void RecordEngagement(DateTimeOffset at)
    {
        if (LastEngagementAt >= at) return;
        LastEngagementAt = at;
        TouchDerived();
    }

    /// <summary>Takes over when another lead last came in and was engaged with, as in a merge and its undo. Derived: the version stays.</summary>
    public void TakeOver(DateTimeOffset? lastTouchAt, DateTimeOffset? lastEngagementAt)
    {
        if (lastTouchAt == LastTouchAt && lastEngagementAt == LastEngagementAt) return;
        (LastTouchAt, LastEngagementAt) = (lastTouchAt, lastEngagementAt);
        TouchDerived();
    }

    /// <summary>Keeps a score and why it is so (rule L13). Derived: the version stays.</summary>
    public void SetScore(LeadScore score)
    {
        var breakdown = score.BreakdownJson();
        if (score.Value == Score && score.ProfileVersion == ScoreProfileVersion && string.Equals(breakdown, ScoreBreakdown, StringComparison.Ordinal)) return;
        (Score, ScoreBreakdown, ScoreProfileVersion) = (score.Value, breakdown, score.ProfileVersion);
        TouchDerived();
    }

    private void AppendTouch(Guid? formId, Utm utm, string? referrer, string? landingPage, DateTimeOffset at)
    {
        _touches.Add(new LeadTouch(this, formId, utm, referrer, landingPage, at));
        LastTouchAt = at;
        Touch(at, null);
        Raise(new LeadTouched(OrganizationId, Id, formId));
    }

    private Result<Done> MoveTo(LeadStatus to, DateTimeOffset at, Guid? by, DisqualifyReason? reason = null, string? note = null)
    {
        _statusHistory.Add(new LeadStatusChange(this, to, at, by, reason, note));
        Raise(new LeadStatusChanged(OrganizationId, Id, Status, to, reason));
        Status = to;
        Touch(at, by);
        return Done.Value;
    }
}
