using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Conversion;

/// <summary>Carries a conversion out and saves it, for one lead or as part of many. Needs the caller's transaction, which a refusal must not commit.</summary>
internal sealed class LeadConversions(INexusDbContext db, LeadConverter converter, ConversionLinks links)
{
    /// <summary>Converts a lead; matching decides about what was not chosen.</summary>
    public async Task<Result<ConvertedLead>> ConvertAsync(Guid leadId, ConversionChoices choices, int? version, CancellationToken ct)
    {
        var plan = await converter.PlanAsync(leadId, choices, version, ct);
        if (!plan.Succeeded) return plan.Error;
        if (plan.Value.IsAmbiguous) return LeadErrors.MatchAmbiguous(plan.Value.Candidates);

        var records = await converter.OpenAsync(plan.Value, ct);
        return records.Succeeded ? await ConvertAsync(plan.Value, records.Value, ct) : records.Error;
    }

    private async Task<Result<ConvertedLead>> ConvertAsync(ConversionPlan plan, ConversionRecords records, CancellationToken ct)
    {
        var (lead, stamp) = (plan.Lead, plan.Stamp);
        var converted = lead.Convert(new LeadConversion(records.Account.Id, records.Contact.Id, records.Deal.Id, stamp.At, stamp.By));
        if (!converted.Succeeded) return converted.Error;

        var carried = await links.CarryAsync(lead, records.References, plan.NewOwner, stamp, ct);
        await db.SaveChangesAsync(ct);

        // The journal needs the versions that this save gave.
        db.Set<ConversionJournal>().Add(ConversionJournal.Of(lead, Trace(lead, records, carried)));
        await db.SaveChangesAsync(ct);
        return new ConvertedLead(lead.Id, records.Account.Id, records.Contact.Id, records.Deal.Id, records.Skipped);
    }

    private static ConversionTrace Trace(Lead lead, ConversionRecords records, CarriedOver carried) => new(
        [.. Traced(RecordType.Account, records.Account), .. Traced(RecordType.Contact, records.Contact), .. Traced(RecordType.Deal, records.Deal)],
        carried.Links, carried.HandedOver, carried.Consents,
        GaveSource: records.Deal is { Created: false, Record: { } deal } && deal.SourceLeadId == lead.Id);

    /// <summary>An existing record that had no blank to fill was not touched and is not traced.</summary>
    private static IEnumerable<ConvertedRecord> Traced<T>(RecordType type, OpenedTarget<T> target) where T : CrmRecord
    {
        if (target.Record is not { } record || (!target.Created && record.Version == target.VersionBefore)) yield break;
        yield return new ConvertedRecord(new RecordReference(type, record.Id), target.Created, record.Version, target.Before);
    }
}
