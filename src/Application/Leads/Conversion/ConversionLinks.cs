using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Activities;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Consent;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Conversion;

/// <summary>What a conversion linked and handed over besides the records themselves.</summary>
internal sealed record CarriedOver(IReadOnlyList<AddedLink> Links, IReadOnlyList<HandedOverActivity> HandedOver, IReadOnlyList<Guid> Consents);

/// <summary>Links the lead's activities to the records it became and carries its consents to the contact (rule L8). Rows are linked, never copied; deleted ones stay deleted.</summary>
internal sealed class ConversionLinks(INexusDbContext db)
{
    /// <param name="lead">The lead.</param>
    /// <param name="records">The account, contact and deal.</param>
    /// <param name="newOwner">Who gets the open activities, or null when the owner stays.</param>
    /// <param name="stamp">Who and when.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<CarriedOver> CarryAsync(Lead lead, IReadOnlyList<RecordReference> records, Guid? newOwner, ChangeStamp stamp, CancellationToken ct)
    {
        var (links, handedOver) = (new List<AddedLink>(), new List<HandedOverActivity>());
        var activities = await db.Set<Activity>().Include(a => a.Links).Where(a => a.Links.Any(l => l.RecordType == RecordType.Lead && l.RecordId == lead.Id)).ToListAsync(ct);
        foreach (var activity in activities)
        {
            links.AddRange(Link(activity, records, stamp));
            if (newOwner is null || activity.Status is not ActivityStatus.Open || activity.OwnerId == newOwner) continue;
            handedOver.Add(new HandedOverActivity(activity.Id, activity.OwnerId));
            activity.Assign(newOwner, stamp.At, stamp.By);
        }

        return new CarriedOver(links, handedOver, await CarryConsentAsync(lead, records, ct));
    }

    private static IEnumerable<AddedLink> Link(Activity activity, IReadOnlyList<RecordReference> records, ChangeStamp stamp)
    {
        var missing = records.Where(r => activity.Links.All(l => l.RecordType != r.Type || l.RecordId != r.Id)).ToList();
        foreach (var record in missing) activity.LinkTo(record, stamp.At, stamp.By);
        return missing.Select(record => new AddedLink(activity.Id, record));
    }

    private async Task<IReadOnlyList<Guid>> CarryConsentAsync(Lead lead, IReadOnlyList<RecordReference> records, CancellationToken ct)
    {
        if (records.FirstOrDefault(r => r.Type is RecordType.Contact) is not { } contact) return [];

        var ledger = await db.Set<ConsentEntry>().AsNoTracking().Where(e => e.PersonType == RecordType.Lead && e.PersonId == lead.Id).ToListAsync(ct);
        var carried = ledger.ConvertAll(e => e.CarriedTo(contact));
        db.Set<ConsentEntry>().AddRange(carried);
        return [.. carried.Select(e => e.Id)];
    }
}
