using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Bulk;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Records;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Deals;

namespace NexusCrm.Application.Deals;

/// <summary>Changes many deals at once. Moving to a stage may ask about each deal, so it is done one by one.</summary>
internal sealed class DealBulk(BulkScope scope, DealFields fields, DealStages stages) : CrmBulkTarget<Deal>(scope)
{
    protected override RecordType<Deal> Fields => fields;

    protected override IQueryable<Deal> Whole(IQueryable<Deal> records) => records.Include(d => d.Contacts);

    protected override void Assign(Deal deal, Guid? ownerId, ChangeStamp stamp) => deal.Assign(ownerId, stamp.At, stamp.By);

    protected override Result<BulkChange<Deal>> FieldChange(BulkFields values)
    {
        var patch = new DealPatch { CloseDate = values.Date("closeDate"), NextStep = values.Text("nextStep") };
        return values.Problem is { } problem ? problem : new BulkChange<Deal>((deal, stamp) => deal.Change(patch.ApplyTo(deal.Details()), stages.Of(deal.StageId), stamp.At, stamp.By));
    }

    protected override Task PrepareAsync(IReadOnlyCollection<Deal> records, IReadOnlyList<string> images, CancellationToken ct) => stages.LoadAsync(ct);

    protected override string Image(Deal deal) => DealImage.Of(deal);

    protected override Result<Done> Restore(Deal deal, string image, DateTimeOffset at, Guid? by) => DealImage.Restore(deal, image, stages, at, by);
}
