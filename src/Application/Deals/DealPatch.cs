using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Deals;

namespace NexusCrm.Application.Deals;

/// <summary>A JSON merge patch of a deal (RFC 7396): what is left out stays, null clears, lists are replaced whole, custom fields are merged by key. The stage changes by moving.</summary>
public sealed record DealPatch
{
    /// <summary>Name.</summary>
    public Optional<string?> Name { get; init; }

    /// <summary>The account.</summary>
    public Optional<Guid?> AccountId { get; init; }

    /// <summary>Contacts.</summary>
    public Optional<IReadOnlyList<DealPart>?> Contacts { get; init; }

    /// <summary>What it is worth.</summary>
    public Optional<Money?> Amount { get; init; }

    /// <summary>When it should close.</summary>
    public Optional<DateOnly?> CloseDate { get; init; }

    /// <summary>Percent, 0 to 100, instead of the stage's; null goes back to the stage's (rule D2).</summary>
    public Optional<int?> Probability { get; init; }

    /// <summary>What happens next.</summary>
    public Optional<string?> NextStep { get; init; }

    /// <summary>Tags.</summary>
    public Optional<IReadOnlyList<string>?> Tags { get; init; }

    /// <summary>Values of the organization's own fields to set, a JSON object; null clears them all.</summary>
    public Optional<string?> CustomFields { get; init; }

    /// <summary>The owner; null for nobody.</summary>
    public Optional<Guid?> OwnerId { get; init; }

    internal DealDetails ApplyTo(DealDetails details) => details with
    {
        Name = Name.Or(details.Name),
        AccountId = AccountId.Or(details.AccountId),
        Contacts = Contacts.Or(details.Contacts) ?? [],
        Amount = Amount.Or(details.Amount),
        CloseDate = CloseDate.Or(details.CloseDate),
        ProbabilityOverride = Probability.Or(details.ProbabilityOverride),
        NextStep = NextStep.Or(details.NextStep),
        Tags = Tags.Or(details.Tags) ?? [],
        CustomFields = CustomFields.Map(patch => patch is null ? "{}" : CustomFieldValues.Merge(details.CustomFields, patch)).Or(details.CustomFields),
    };
}
