using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Deals;
using NexusCrm.Application.Deals.Commands;
using NexusCrm.Application.Deals.Queries;
using NexusCrm.WebUI.Features.Records;

namespace NexusCrm.WebUI.Features.Deals;

/// <summary>How deals are edited, field by field.</summary>
internal static class DealEditing
{
    private static readonly DraftField<DealDraft, DealPatch>[] Fields =
    [
        new("Name", d => DraftWords.Text(d.Name), (d, o) => d.Name = o.Name, (p, d) => p with { Name = d.Name }),
        new("Account", d => d.AccountId?.ToString() ?? "", (d, o) => d.AccountId = o.AccountId, (p, d) => p with { AccountId = d.AccountId }),
        new("Contacts", d => PartDraft.Text(d.Contacts), (d, o) => d.Contacts = PartDraft.Copy(o.Contacts), (p, d) => p with { Contacts = new(d.Parts()) }),
        new("Amount", d => DraftWords.Amount(d.Amount, d.Currency), (d, o) => (d.Amount, d.Currency) = (o.Amount, o.Currency), (p, d) => p with { Amount = d.Money }),
        new("Close date", d => DraftWords.Day(d.CloseDate), (d, o) => d.CloseDate = o.CloseDate, (p, d) => p with { CloseDate = d.CloseDate }),
        new("Probability", d => DraftWords.Number(d.Probability), (d, o) => d.Probability = o.Probability, (p, d) => p with { Probability = d.Probability }),
        new("Next step", d => DraftWords.Text(d.NextStep), (d, o) => d.NextStep = o.NextStep, (p, d) => p with { NextStep = d.NextStep }),
        new("Owner", d => d.OwnerId?.ToString() ?? "", (d, o) => d.OwnerId = o.OwnerId, (p, d) => p with { OwnerId = d.OwnerId }),
        new("Tags", d => string.Join(", ", d.Tags), (d, o) => d.Tags = o.Tags, (p, d) => p with { Tags = new(d.Tags) }),
    ];

    /// <summary>The editing of one deal.</summary>
    public static RecordEditing<DealRecord, DealDraft, DealPatch> Of(IUseCases useCases, Guid id) => new(
        Fields, DealDraft.Of, deal => deal.Version, (patch, version) => useCases.Send(new UpdateDealCommand(id, patch, version)), () => useCases.Send(new GetDealQuery(id)));
}
