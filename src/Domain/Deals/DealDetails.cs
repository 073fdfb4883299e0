using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Deals;

/// <summary>Whether a deal is being worked, won or lost; follows the kind of its stage.</summary>
public enum DealStatus
{
    /// <summary>Being worked.</summary>
    Open,

    /// <summary>Won.</summary>
    Won,

    /// <summary>Lost.</summary>
    Lost,
}

/// <summary>Why a deal was lost.</summary>
public enum LostReason
{
    /// <summary>Too expensive.</summary>
    Price,

    /// <summary>No budget.</summary>
    NoBudget,

    /// <summary>A competitor won.</summary>
    Competitor,

    /// <summary>Nobody decided.</summary>
    NoDecision,

    /// <summary>The wrong time.</summary>
    Timing,

    /// <summary>The product does not fit.</summary>
    NotAFit,

    /// <summary>Never answered.</summary>
    NoResponse,

    /// <summary>Something else, said in the note.</summary>
    Other,
}

/// <summary>The part a contact has in a deal, as given.</summary>
/// <param name="ContactId">The contact.</param>
/// <param name="Role">Its role: decision maker, buyer ...</param>
public sealed record DealPart(Guid ContactId, string? Role = null)
{
    /// <summary>Longest role, in characters.</summary>
    public const int RoleMaxLength = 100;
}

/// <summary>What is said when a deal moves to a closing stage.</summary>
/// <param name="LostReason">Why it was lost; required when it is.</param>
/// <param name="WonReason">Why it was won, in words.</param>
/// <param name="Note">More about it; required for the reason "other".</param>
public sealed record DealClosing(LostReason? LostReason = null, string? WonReason = null, string? Note = null)
{
    /// <summary>Longest reason, in characters.</summary>
    public const int ReasonMaxLength = 200;

    /// <summary>Longest note, in characters.</summary>
    public const int NoteMaxLength = 1_000;

    /// <summary>Nothing said.</summary>
    public static DealClosing Unsaid { get; } = new();
}

/// <summary>What a person types in, or a file brings, about a deal. Cleaned and checked by <see cref="Deal.Create"/> and <see cref="Deal.Change"/>.</summary>
public sealed record DealDetails
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameMaxLength = 200;

    /// <summary>Longest next step, in characters.</summary>
    public const int NextStepMaxLength = 500;

    /// <summary>Most contacts.</summary>
    public const int ContactsMax = 100;

    /// <summary>Name; required.</summary>
    public string? Name { get; init; }

    /// <summary>The account.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>Contacts.</summary>
    public IReadOnlyList<DealPart> Contacts { get; init; } = [];

    /// <summary>What it is worth.</summary>
    public Money? Amount { get; init; }

    /// <summary>When it should close, in the organization's zone.</summary>
    public DateOnly? CloseDate { get; init; }

    /// <summary>Percent, 0 to 100, where a person knows better than the stage; null follows the stage (rule D2).</summary>
    public int? ProbabilityOverride { get; init; }

    /// <summary>What happens next, in words.</summary>
    public string? NextStep { get; init; }

    /// <summary>Tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Values of the organization's own fields, a JSON object.</summary>
    public string CustomFields { get; init; } = "{}";

    internal Result<DealDetails> Cleaned()
    {
        var checks = new FieldChecks();
        if (Contacts.Count > ContactsMax) checks.Refuse("contacts", $"At most {ContactsMax}.");
        if (Contacts.DistinctBy(c => c.ContactId).Count() < Contacts.Count) checks.Refuse("contacts", "A contact is given twice.");
        if (ProbabilityOverride is < 0 or > 100) checks.Refuse("probability", "A percentage from 0 to 100 is expected.");
        var cleaned = this with
        {
            Name = checks.Required("name", Name, NameMaxLength),
            Contacts = [.. Contacts.Select((c, i) => c with { Role = checks.Text($"contacts[{i}].role", c.Role, DealPart.RoleMaxLength) })],
            Amount = checks.Amount("amount", Amount),
            NextStep = checks.Text("nextStep", NextStep, NextStepMaxLength),
            Tags = checks.Tags("tags", Tags),
            CustomFields = checks.CustomFields("customFields", CustomFields),
        };
        return checks.Failed ? checks.ToError() : cleaned;
    }

    internal bool SameAs(DealDetails other) =>
        Tags.SequenceEqual(other.Tags, StringComparer.Ordinal) && Contacts.SequenceEqual(other.Contacts) && this with { Tags = [], Contacts = [] } == other with { Tags = [], Contacts = [] };
}
