using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Deals;

/// <summary>A possible sale. Changing its details needs its contacts loaded; moving it does not.</summary>
public sealed class Deal : CrmRecord
{
    private readonly List<DealContact> _contacts = [];
    private readonly List<DealStageChange> _stageHistory = [];

    private Deal()
    {
    }

    private Deal(Guid organizationId, PipelineStage stage, string rank, DateTimeOffset at, Guid? by) : base(organizationId, at, by)
    {
        (PipelineId, StageId, StageEnteredAt, Rank) = (stage.PipelineId, stage.Id, at, rank);
        Probability = stage.Probability;
    }

    /// <summary>Name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The account.</summary>
    public Guid? AccountId { get; private set; }

    /// <summary>What it is worth.</summary>
    public Money? Amount { get; private set; }

    /// <summary>When it should close, or closed, in the organization's zone.</summary>
    public DateOnly? CloseDate { get; private set; }

    /// <summary>When it was won or lost, in the organization's zone.</summary>
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>The pipeline.</summary>
    public Guid PipelineId { get; private set; }

    /// <summary>The stage.</summary>
    public Guid StageId { get; private set; }

    /// <summary>When it came to the stage.</summary>
    public DateTimeOffset StageEnteredAt { get; private set; }

    /// <summary>Open, won or lost.</summary>
    public DealStatus Status { get; private set; }

    /// <summary>Percent, 0 to 100 (rule D2).</summary>
    public int Probability { get; private set; }

    /// <summary>True when a person set the probability; stages then leave it alone.</summary>
    public bool ProbabilityOverridden { get; private set; }

    /// <summary>Why it was lost; only while lost.</summary>
    public LostReason? LostReason { get; private set; }

    /// <summary>Why it was won, in words; only while won.</summary>
    public string? WonReason { get; private set; }

    /// <summary>What was said when it closed; only while closed.</summary>
    public string? ClosingNote { get; private set; }

    /// <summary>Place in its column of the board; see <see cref="Deals.Rank"/>.</summary>
    public string Rank { get; private set; } = "";

    /// <summary>The lead it came from.</summary>
    public Guid? SourceLeadId { get; private set; }

    /// <summary>Campaign parameters of the lead's first touch (rule L9).</summary>
    public Utm Utm { get; private set; } = Utm.None;

    /// <summary>What happens next, in words.</summary>
    public string? NextStep { get; private set; }

    /// <summary>Contacts.</summary>
    public IReadOnlyCollection<DealContact> Contacts => _contacts;

    /// <summary>Every stay in a stage that has ended, oldest first; complete only when loaded.</summary>
    public IReadOnlyCollection<DealStageChange> StageHistory => _stageHistory;

    /// <summary>Adds an open deal in a stage of a pipeline, the first one when none is named.</summary>
    public static Result<Deal> Create(Guid organizationId, DealDetails details, Pipeline pipeline, Guid? stageId, string rank, DateTimeOffset at, Guid? by)
    {
        var cleaned = details.Cleaned();
        if (!cleaned.Succeeded) return cleaned.Error;
        var stage = stageId is { } id ? pipeline.Stage(id) : pipeline.FirstStage;
        if (stage is null) return DealErrors.StageNotFound;
        if (stage.Kind is not StageKind.Open) return Error.Invalid("stageId", "A deal starts in an open stage.");

        var deal = new Deal(organizationId, stage, rank, at, by);
        deal.Apply(cleaned.Value, stage);
        deal.Raise(new DealCreated(organizationId, deal.Id));
        return deal;
    }

    /// <summary>Adds a deal that a file brings: straight into its stage, closed ones too, without a history that nobody knows.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="details">What is known; a probability counts for an open stage only.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="rank">The place in its column.</param>
    /// <param name="closing">What is said about winning or losing.</param>
    /// <param name="closedOn">When it was won or lost, if it was, in the organization's zone.</param>
    /// <param name="at">When it is added.</param>
    /// <param name="by">Who.</param>
    public static Result<Deal> Import(Guid organizationId, DealDetails details, PipelineStage stage, string rank, DealClosing closing, DateOnly closedOn, DateTimeOffset at, Guid? by)
    {
        var cleaned = details.Cleaned();
        if (!cleaned.Succeeded) return cleaned.Error;

        var deal = new Deal(organizationId, stage, rank, at, by);
        deal.Apply(cleaned.Value, stage);
        if (deal.CannotEnter(stage, closing, deal.Amount) is { } refusal) return refusal;
        deal.Settle(stage, closing, closedOn);
        deal.Raise(new DealCreated(organizationId, deal.Id));
        return deal;
    }

    /// <summary>Keeps where the deal came from (rule L9).</summary>
    public void ComesFrom(Guid leadId, Utm firstTouch) => (SourceLeadId, Utm) = (leadId, firstTouch);

    /// <summary>Forgets where the deal came from, as when that lead's conversion is undone (rule L11).</summary>
    public void ForgetSource() => (SourceLeadId, Utm) = (null, Utm.None);

    /// <summary>Replaces the details; nothing happens when they are the same.</summary>
    /// <param name="details">The details.</param>
    /// <param name="stage">The stage the deal is in.</param>
    /// <param name="at">When.</param>
    /// <param name="by">Who.</param>
    /// <exception cref="ArgumentException">The deal is in another stage.</exception>
    public Result<Done> Change(DealDetails details, PipelineStage stage, DateTimeOffset at, Guid? by)
    {
        if (stage.Id != StageId) throw new ArgumentException("The deal is in another stage.", nameof(stage));
        var cleaned = details.Cleaned();
        if (!cleaned.Succeeded) return cleaned.Error;
        if (cleaned.Value.SameAs(Details())) return Done.Value;
        if (Status is not DealStatus.Open && cleaned.Value.ProbabilityOverride is not null) return DealErrors.ProbabilityIsForced;
        if (Status is DealStatus.Won && cleaned.Value.Amount is null) return Error.Invalid("amount", "A won deal has an amount.");

        Apply(cleaned.Value, stage);
        Touch(at, by);
        Raise(new DealChanged(OrganizationId, Id));
        return Done.Value;
    }

    /// <summary>
    /// Moves the deal to a stage of its pipeline and a place on the board. Winning needs an amount, losing a reason (rule D3); going back to an open stage
    /// reopens it (rule D4).
    /// </summary>
    /// <param name="stage">The stage.</param>
    /// <param name="rank">The place in its column.</param>
    /// <param name="closing">What is said about winning or losing.</param>
    /// <param name="today">Today in the organization's zone.</param>
    /// <param name="at">When.</param>
    /// <param name="by">Who.</param>
    public Result<Done> Move(PipelineStage stage, string rank, DealClosing closing, DateOnly today, DateTimeOffset at, Guid? by)
    {
        if (CannotEnter(stage, closing, Amount) is { } refusal) return refusal;
        if (stage.Id == StageId) return Place(rank, at, by);

        var before = (StageId, Status);
        _stageHistory.Add(new DealStageChange(this, stage.Id, at, by));
        (StageId, StageEnteredAt, Rank) = (stage.Id, at, rank);
        Settle(stage, closing, today);
        Touch(at, by);
        Raise(new DealStageChanged(OrganizationId, Id, before.StageId, stage.Id, before.Status, Status));
        return Done.Value;
    }

    /// <summary>Gives the deal to an owner, or to nobody.</summary>
    public void Assign(Guid? ownerId, DateTimeOffset at, Guid? by)
    {
        if (ownerId == OwnerId) return;
        var previous = OwnerId;
        OwnerId = ownerId;
        Touch(at, by);
        Raise(new DealAssigned(OrganizationId, Id, previous, ownerId));
    }

    /// <summary>The details as they are, to change some of them.</summary>
    public DealDetails Details() => new()
    {
        Name = Name,
        AccountId = AccountId,
        Contacts = [.. _contacts.Select(c => new DealPart(c.ContactId, c.Role))],
        Amount = Amount,
        CloseDate = CloseDate,
        ProbabilityOverride = ProbabilityOverridden ? Probability : null,
        NextStep = NextStep,
        Tags = Tags,
        CustomFields = CustomFields,
    };

    /// <inheritdoc />
    public override void Delete(DateTimeOffset at, Guid? by)
    {
        if (DeletedAt is not null) return;
        base.Delete(at, by);
        Raise(new DealDeleted(OrganizationId, Id));
    }

    /// <inheritdoc />
    public override void Restore(DateTimeOffset at, Guid? by)
    {
        if (DeletedAt is null) return;
        base.Restore(at, by);
        Raise(new DealRestored(OrganizationId, Id));
    }

    /// <inheritdoc />
    protected override IDomainEvent Changed() => new DealChanged(OrganizationId, Id);

    private Result<Done> Place(string rank, DateTimeOffset at, Guid? by)
    {
        if (string.Equals(rank, Rank, StringComparison.Ordinal)) return Done.Value;
        Rank = rank;
        Touch(at, by);
        return Done.Value;
    }

    /// <summary>Why the deal cannot go to a stage (rule D3), or null; nothing stands in the way of the stage it is in.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="closing">What is said about winning or losing.</param>
    /// <param name="amount">What the deal is then worth.</param>
    public Error? CannotEnter(PipelineStage stage, DealClosing closing, Money? amount)
    {
        if (stage.PipelineId != PipelineId) return DealErrors.StageNotFound;
        return stage.Id == StageId && Status == StatusIn(stage) ? null : Closing(stage.Kind, closing, amount);
    }

    private static Error? Closing(StageKind kind, DealClosing closing, Money? amount)
    {
        var checks = new FieldChecks();
        checks.Text("wonReason", closing.WonReason, DealClosing.ReasonMaxLength);
        var note = checks.Text("note", closing.Note, DealClosing.NoteMaxLength);
        if (kind is StageKind.Won && amount is null) checks.Refuse("amount", "A won deal has an amount.");
        if (kind is StageKind.Lost && (closing.LostReason is not { } reason || !Enum.IsDefined(reason))) checks.Refuse("lostReason", "A lost deal has a reason.");
        if (kind is StageKind.Lost && closing.LostReason is Deals.LostReason.Other && note is null) checks.Refuse("note", "Say why.");
        return checks.Failed ? checks.ToError() : null;
    }

    private void Settle(PipelineStage stage, DealClosing closing, DateOnly today)
    {
        var closes = stage.Kind is not StageKind.Open;
        Status = StatusIn(stage);
        ClosedOn = closes ? today : null;
        if (closes) CloseDate ??= today;
        LostReason = Status is DealStatus.Lost ? closing.LostReason : null;
        WonReason = Status is DealStatus.Won ? closing.WonReason?.Trim() : null;
        ClosingNote = closes ? closing.Note?.Trim() : null;
        if (closes) ProbabilityOverridden = false;
        if (!ProbabilityOverridden) Probability = ForcedOrDefault(stage);
    }

    private static DealStatus StatusIn(PipelineStage stage) => stage.Kind switch { StageKind.Won => DealStatus.Won, StageKind.Lost => DealStatus.Lost, _ => DealStatus.Open };

    private static int ForcedOrDefault(PipelineStage stage) => stage.Kind switch { StageKind.Won => 100, StageKind.Lost => 0, _ => stage.Probability };

    private void Apply(DealDetails details, PipelineStage stage)
    {
        (Name, AccountId, Amount, CloseDate, NextStep) = (details.Name!, details.AccountId, details.Amount, details.CloseDate, details.NextStep);
        (Tags, CustomFields) = (details.Tags, details.CustomFields);
        ApplyProbability(details.ProbabilityOverride, stage);
        _contacts.RemoveAll(c => details.Contacts.All(p => p.ContactId != c.ContactId));
        foreach (var part in details.Contacts)
        {
            if (_contacts.Find(c => c.ContactId == part.ContactId) is { } known) known.Become(part.Role);
            else _contacts.Add(new DealContact(this, part));
        }
    }

    /// <summary>Only a change of the override touches the probability: a stage's new default does not rewrite existing deals (rule D12).</summary>
    private void ApplyProbability(int? wanted, PipelineStage stage)
    {
        if (wanted is { } percent) (Probability, ProbabilityOverridden) = (percent, true);
        else if (ProbabilityOverridden) (Probability, ProbabilityOverridden) = (ForcedOrDefault(stage), false);
    }
}
