using System.Text.Json;
using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Leads;

/// <summary>A record that a conversion created or changed.</summary>
/// <param name="Record">Which.</param>
/// <param name="Created">True when the conversion created it.</param>
/// <param name="Version">Its version right after the conversion; another one now means that somebody changed it since (rule L11).</param>
/// <param name="Before">The details of an existing record before, as JSON; null for a created one.</param>
public sealed record ConvertedRecord(RecordReference Record, bool Created, int Version, string? Before);

/// <summary>An activity of the lead that a conversion linked to a further record (rule L8).</summary>
public sealed record AddedLink(Guid ActivityId, RecordReference Record);

/// <summary>An open activity that a conversion gave to the new owner (rule L8).</summary>
public sealed record HandedOverActivity(Guid ActivityId, Guid? PreviousOwnerId);

/// <summary>Everything a conversion wrote besides the lead itself.</summary>
/// <param name="Records">Accounts, contacts and deals.</param>
/// <param name="Links">Links of activities.</param>
/// <param name="HandedOver">Activities that changed hands.</param>
/// <param name="Consents">Ledger lines carried to the contact.</param>
/// <param name="GaveSource">True when the deal learned from the conversion where it came from.</param>
public sealed record ConversionTrace(
    IReadOnlyList<ConvertedRecord> Records, IReadOnlyList<AddedLink> Links, IReadOnlyList<HandedOverActivity> HandedOver, IReadOnlyList<Guid> Consents, bool GaveSource);

/// <summary>What one conversion wrote, kept so that it can be undone as a whole (rule L11). Goes when the conversion is undone.</summary>
public sealed class ConversionJournal : IOrganizationOwned
{
    private ConversionJournal()
    {
    }

    /// <inheritdoc />
    public Guid OrganizationId { get; private set; }

    /// <summary>UUID v7.</summary>
    public Guid Id { get; private set; }

    /// <summary>The lead.</summary>
    public Guid LeadId { get; private set; }

    /// <summary>The account it was converted into.</summary>
    public Guid? AccountId { get; private set; }

    /// <summary>The contact it was converted into.</summary>
    public Guid? ContactId { get; private set; }

    /// <summary>The deal that was opened or linked.</summary>
    public Guid? DealId { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Who.</summary>
    public Guid? By { get; private set; }

    /// <summary>The <see cref="ConversionTrace"/> as JSON. Personal: it holds the details of existing records before.</summary>
    public string Content { get; private set; } = "{}";

    /// <summary>What the conversion wrote.</summary>
    public ConversionTrace Trace() => JsonSerializer.Deserialize<ConversionTrace>(Content)!;

    /// <summary>Writes down what the conversion of a converted lead wrote.</summary>
    /// <exception cref="InvalidOperationException">The lead is not converted.</exception>
    public static ConversionJournal Of(Lead lead, ConversionTrace trace)
    {
        var conversion = lead.Conversion ?? throw new InvalidOperationException("The lead is not converted.");
        return new ConversionJournal
        {
            OrganizationId = lead.OrganizationId,
            Id = Guid.CreateVersion7(conversion.ConvertedAt),
            LeadId = lead.Id,
            AccountId = conversion.AccountId,
            ContactId = conversion.ContactId,
            DealId = conversion.DealId,
            At = conversion.ConvertedAt,
            By = conversion.ConvertedBy,
            Content = JsonSerializer.Serialize(trace),
        };
    }
}
