using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Consent;

/// <summary>What a person was asked to agree to.</summary>
public enum ConsentPurpose
{
    /// <summary>Hearing about offers.</summary>
    Marketing,

    /// <summary>Being answered and served.</summary>
    Service,

    /// <summary>Having opens and clicks measured.</summary>
    Tracking,

    /// <summary>Passing details to partners.</summary>
    Sharing,
}

/// <summary>The way the person may be reached.</summary>
public enum ConsentChannel
{
    /// <summary>Every channel.</summary>
    Any,

    /// <summary>E-mail.</summary>
    Email,

    /// <summary>Telephone call.</summary>
    Phone,

    /// <summary>Text message.</summary>
    Sms,

    /// <summary>Post.</summary>
    Post,
}

/// <summary>What the person decided.</summary>
public enum ConsentDecision
{
    /// <summary>Agreed.</summary>
    Granted,

    /// <summary>Took it back, or refused.</summary>
    Withdrawn,
}

/// <summary>What was decided, and how that can be shown later.</summary>
/// <param name="Person">A lead or a contact.</param>
/// <param name="Purpose">For what.</param>
/// <param name="Channel">By which way.</param>
/// <param name="Decision">Granted or withdrawn.</param>
/// <param name="WordingVersion">Version of the text the person saw; null when there was none.</param>
/// <param name="Wording">That text.</param>
/// <param name="Source">Where it was decided: <c>form:fk_...</c>, <c>import</c>, <c>call</c> ...</param>
/// <param name="Proof">What shows it: a reference, an address, a document.</param>
public sealed record ConsentStatement(
    RecordReference Person, ConsentPurpose Purpose, ConsentChannel Channel, ConsentDecision Decision, int? WordingVersion, string? Wording, string Source, string? Proof);

/// <summary>One line of the consent ledger; appended, never changed or deleted.</summary>
public sealed class ConsentEntry : IOrganizationOwned
{
    /// <summary>Longest wording, in characters.</summary>
    public const int WordingMaxLength = 5_000;

    /// <summary>Longest source, in characters.</summary>
    public const int SourceMaxLength = 200;

    /// <summary>Longest proof, in characters.</summary>
    public const int ProofMaxLength = 2_000;

    private ConsentEntry()
    {
    }

    /// <inheritdoc />
    public Guid OrganizationId { get; private set; }

    /// <summary>UUID v7.</summary>
    public Guid Id { get; private set; }

    /// <summary>The kind of record the person is: lead or contact.</summary>
    public RecordType PersonType { get; private set; }

    /// <summary>The lead or contact.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>For what.</summary>
    public ConsentPurpose Purpose { get; private set; }

    /// <summary>By which way.</summary>
    public ConsentChannel Channel { get; private set; }

    /// <summary>Granted or withdrawn.</summary>
    public ConsentDecision Decision { get; private set; }

    /// <summary>Version of the text the person saw.</summary>
    public int? WordingVersion { get; private set; }

    /// <summary>The text the person saw.</summary>
    public string? Wording { get; private set; }

    /// <summary>Where it was decided.</summary>
    public string Source { get; private set; } = "";

    /// <summary>What shows it.</summary>
    public string? Proof { get; private set; }

    /// <summary>When it was decided, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Who wrote it down; null for the person through a form.</summary>
    public Guid? By { get; private set; }

    /// <summary>Writes a decision down.</summary>
    public static Result<ConsentEntry> Record(Guid organizationId, ConsentStatement statement, DateTimeOffset at, Guid? by)
    {
        var checks = new FieldChecks();
        if (statement.Person.Type is not (RecordType.Lead or RecordType.Contact)) checks.Refuse("person", "A lead or a contact is expected.");
        var entry = new ConsentEntry
        {
            OrganizationId = organizationId,
            Id = Guid.CreateVersion7(at),
            PersonType = statement.Person.Type,
            PersonId = statement.Person.Id,
            Purpose = checks.Known("purpose", statement.Purpose),
            Channel = checks.Known("channel", statement.Channel),
            Decision = checks.Known("decision", statement.Decision),
            WordingVersion = checks.NotNegative("wordingVersion", statement.WordingVersion),
            Wording = checks.Text("wording", statement.Wording, WordingMaxLength),
            Source = checks.Required("source", statement.Source, SourceMaxLength),
            Proof = checks.Text("proof", statement.Proof, ProofMaxLength),
            At = at,
            By = by,
        };
        return checks.Failed ? checks.ToError() : entry;
    }

    /// <summary>The same decision as the ledger line of another record of that person, as when a lead becomes a contact (rule L8).</summary>
    public ConsentEntry CarriedTo(RecordReference person) => new()
    {
        OrganizationId = OrganizationId,
        Id = Guid.CreateVersion7(At),
        PersonType = person.Type,
        PersonId = person.Id,
        Purpose = Purpose,
        Channel = Channel,
        Decision = Decision,
        WordingVersion = WordingVersion,
        Wording = Wording,
        Source = Source,
        Proof = Proof,
        At = At,
        By = By,
    };

    /// <summary>What holds now: the latest line of each purpose and channel. Of two at one moment the withdrawal wins.</summary>
    public static IReadOnlyList<ConsentEntry> Current(IEnumerable<ConsentEntry> ledger) =>
        [.. ledger.GroupBy(e => (e.Purpose, e.Channel)).Select(g => g.OrderByDescending(e => e.At).ThenByDescending(e => e.Decision).First()).OrderBy(e => e.Purpose).ThenBy(e => e.Channel)];
}
