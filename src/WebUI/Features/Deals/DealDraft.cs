using NexusCrm.Application.Deals;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Deals;
using NexusCrm.WebUI.Features.Records;

namespace NexusCrm.WebUI.Features.Deals;

/// <summary>What a person edits of a deal. Properties are named as the use cases name the fields, so that their refusals find them. Stages are changed by moving.</summary>
public sealed class DealDraft
{
    private const string HomeCurrency = "SGD";

    public string? Name { get; set; }
    public Guid? AccountId { get; set; }
    public List<PartDraft> Contacts { get; set; } = [new()];
    public decimal? Amount { get; set; }
    public string? Currency { get; set; } = HomeCurrency;
    public DateOnly? CloseDate { get; set; }

    /// <summary>Percent where a person knows better than the stage; empty follows the stage (rule D2).</summary>
    public int? Probability { get; set; }

    public string? NextStep { get; set; }
    public Guid? OwnerId { get; set; }
    public IReadOnlyList<string> Tags { get; set; } = [];

    /// <summary>Where a new deal starts; null for the first stage of the usual pipeline.</summary>
    public Guid? StageId { get; set; }

    /// <summary>The form filled with what is stored.</summary>
    public static DealDraft Of(DealRecord deal) => new()
    {
        Name = deal.Name,
        AccountId = deal.AccountId,
        Contacts = deal.Contacts.Count == 0 ? [new()] : [.. deal.Contacts.Select(part => new PartDraft { RecordId = part.ContactId, Role = part.Role })],
        Amount = deal.Amount?.Amount,
        Currency = deal.Amount?.Currency ?? HomeCurrency,
        CloseDate = deal.CloseDate,
        Probability = deal.ProbabilityOverridden ? deal.Probability : null,
        NextStep = deal.NextStep,
        OwnerId = deal.OwnerId,
        Tags = deal.Tags,
        StageId = deal.StageId,
    };

    /// <summary>What a new deal begins with.</summary>
    public DealDetails ToDetails() => new()
    {
        Name = Name,
        AccountId = AccountId,
        Contacts = Parts(),
        Amount = Money,
        CloseDate = CloseDate,
        ProbabilityOverride = Probability,
        NextStep = NextStep,
        Tags = Tags,
    };

    /// <summary>The contacts chosen.</summary>
    public IReadOnlyList<DealPart> Parts() => [.. Contacts.Where(part => part.RecordId is not null).Select(part => new DealPart(part.RecordId!.Value, part.Role))];

    /// <summary>The amount with its currency.</summary>
    internal Money? Money => Amount is { } amount ? new Money(amount, Currency ?? HomeCurrency) : null;
}
