using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Activities;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Consent;
using NexusCrm.Domain.Contacts;
using NexusCrm.Domain.Deals;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Conversion;

/// <summary>Takes back everything that a conversion wrote, once nothing stands in the way.</summary>
internal sealed class ConversionUndo(INexusDbContext db)
{
    public async Task TakeBackAsync(ConversionJournal journal, ConversionTrace trace, RecordsNow records, ChangeStamp stamp, CancellationToken ct)
    {
        foreach (var traced in trace.Records) await TakeBackAsync(traced, records, stamp, ct);
        if (trace.GaveSource) await ForgetSourceAsync(journal, ct);
        await UnlinkAsync(trace.Links, ct);
        await HandBackAsync(trace.HandedOver, stamp, ct);
        // Copies for a person who turned out to be another one; the lead's own lines stay in the ledger.
        await db.Set<ConsentEntry>().Where(e => trace.Consents.Contains(e.Id)).ExecuteDeleteAsync(ct);
        db.Set<ConversionJournal>().Remove(journal);
    }

    private async Task TakeBackAsync(ConvertedRecord traced, RecordsNow records, ChangeStamp stamp, CancellationToken ct)
    {
        switch (traced.Record.Type)
        {
            case RecordType.Account when traced.Created: records.Account!.Delete(stamp.At, stamp.By); break;
            case RecordType.Contact when traced.Created: records.Contact!.Delete(stamp.At, stamp.By); break;
            case RecordType.Deal when traced.Created: records.Deal!.Delete(stamp.At, stamp.By); break;
            case RecordType.Account: Taken(records.Account!.Change(Before<AccountDetails>(traced), stamp.At, stamp.By)); break;
            case RecordType.Contact: Taken(records.Contact!.Change(Before<ContactDetails>(traced), stamp.At, stamp.By)); break;
            case RecordType.Deal: Taken(records.Deal!.Change(Before<DealDetails>(traced), await StageAsync(records.Deal, ct), stamp.At, stamp.By)); break;
            default: throw new InvalidOperationException($"A conversion writes no {traced.Record.Type}.");
        }
    }

    private static T Before<T>(ConvertedRecord traced) => JsonSerializer.Deserialize<T>(traced.Before!)!;

    /// <summary>What was good before the conversion is good again.</summary>
    private static void Taken(Result<Done> changed)
    {
        if (!changed.Succeeded) throw new InvalidOperationException($"The details before the conversion are refused: {changed.Error.Code}.");
    }

    private Task<PipelineStage> StageAsync(Deal deal, CancellationToken ct) => db.Set<PipelineStage>().SingleAsync(s => s.Id == deal.StageId, ct);

    private async Task ForgetSourceAsync(ConversionJournal journal, CancellationToken ct)
    {
        var deal = await db.Set<Deal>().SingleOrDefaultAsync(d => d.Id == journal.DealId && d.SourceLeadId == journal.LeadId, ct);
        deal?.ForgetSource();
    }

    private async Task UnlinkAsync(IReadOnlyList<AddedLink> links, CancellationToken ct)
    {
        foreach (var added in links.GroupBy(l => l.Record, l => l.ActivityId))
        {
            var activities = added.ToList();
            await db.Set<ActivityLink>().Where(l => l.RecordType == added.Key.Type && l.RecordId == added.Key.Id && activities.Contains(l.ActivityId)).ExecuteDeleteAsync(ct);
        }
    }

    /// <summary>An activity that somebody completed meanwhile keeps its owner.</summary>
    private async Task HandBackAsync(IReadOnlyList<HandedOverActivity> handedOver, ChangeStamp stamp, CancellationToken ct)
    {
        var owners = handedOver.ToDictionary(h => h.ActivityId, h => h.PreviousOwnerId);
        var open = await db.Set<Activity>().Where(a => owners.Keys.Contains(a.Id) && a.Status == ActivityStatus.Open).ToListAsync(ct);
        foreach (var activity in open) activity.Assign(owners[activity.Id], stamp.At, stamp.By);
    }
}
