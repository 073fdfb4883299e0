using FluentValidation;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Audit;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Audit;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Conversion;

/// <summary>Turns a lead into an account and a contact, created or existing, and may open a deal with them, all or nothing (rules L1-L9).</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="Choices">What was chosen; matching decides about the rest.</param>
/// <param name="Version">The version the caller saw, or null for any.</param>
[Requires(Permissions.Leads.Convert)]
[AuditedAs(AuditAction.Converted)]
public sealed record ConvertLeadCommand(Guid LeadId, ConversionChoices Choices, int? Version = null) : ICommand<ConvertedLead>;

/// <summary>What a lead was converted into.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="AccountId">The account; null when skipped.</param>
/// <param name="ContactId">The contact; null when skipped.</param>
/// <param name="DealId">The deal; null when skipped.</param>
/// <param name="SkippedConflicts">What existing records did not take because they know better (rule L6).</param>
public sealed record ConvertedLead(Guid LeadId, Guid? AccountId, Guid? ContactId, Guid? DealId, IReadOnlyList<SkippedConflict> SkippedConflicts);

internal sealed class ConvertLeadCommandValidator : AbstractValidator<ConvertLeadCommand>
{
    public ConvertLeadCommandValidator() => this.Shaped(c => c.Choices);
}

internal sealed class ConvertLeadCommandHandler(INexusDbContext db, LeadConverter converter, ConversionLinks links) : ICommandHandler<ConvertLeadCommand, ConvertedLead>
{
    public async Task<Result<ConvertedLead>> Handle(ConvertLeadCommand command, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        var plan = await converter.PlanAsync(command.LeadId, command.Choices, command.Version, ct);
        if (!plan.Succeeded) return plan.Error;
        if (plan.Value.IsAmbiguous) return LeadErrors.MatchAmbiguous(plan.Value.Candidates);

        var records = await converter.OpenAsync(plan.Value, ct);
        if (!records.Succeeded) return records.Error;

        var converted = await ConvertAsync(plan.Value, records.Value, ct);
        if (!converted.Succeeded) return converted.Error;

        await transaction.CommitAsync(ct);
        return converted;
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
