using FluentValidation;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Conversion;

/// <summary>Shows what a conversion would do, by the code that would do it, and writes nothing (rule L3).</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="Choices">What was chosen so far; matching proposes the rest.</param>
/// <param name="Version">The version the caller saw, or null for any.</param>
[Requires(Permissions.Leads.Convert)]
public sealed record PreviewConversionQuery(Guid LeadId, ConversionChoices Choices, int? Version = null) : IQuery<ConversionPreview>;

/// <summary>What a conversion would do.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="Account">The account; null when skipped, and while several match and one has to be chosen.</param>
/// <param name="Contact">The contact; null likewise.</param>
/// <param name="Deal">The deal; null when skipped.</param>
/// <param name="Candidates">What matched.</param>
/// <param name="SkippedConflicts">What existing records would not take.</param>
public sealed record ConversionPreview(
    Guid LeadId, ProposedRecord? Account, ProposedRecord? Contact, ProposedRecord? Deal, ConversionCandidates Candidates, IReadOnlyList<SkippedConflict> SkippedConflicts);

/// <summary>A record as a conversion would make or change it.</summary>
/// <param name="Mode">Create or existing.</param>
/// <param name="Id">The existing record.</param>
/// <param name="Name">Its name.</param>
/// <param name="Effects">What it would gain, field by field.</param>
public sealed record ProposedRecord(TargetMode Mode, Guid? Id, string Name, IReadOnlyList<ConversionEffect> Effects);

internal sealed class PreviewConversionQueryValidator : AbstractValidator<PreviewConversionQuery>
{
    public PreviewConversionQueryValidator() => this.Shaped(q => q.Choices);
}

internal sealed class PreviewConversionQueryHandler(INexusDbContext db, LeadConverter converter) : IQueryHandler<PreviewConversionQuery, ConversionPreview>
{
    public async Task<Result<ConversionPreview>> Handle(PreviewConversionQuery query, CancellationToken ct)
    {
        // Never committed: its locks go with it.
        await using var transaction = await db.BeginAsync(ct);
        var preview = await PreviewAsync(query, ct);
        db.Forget();
        return preview;
    }

    private async Task<Result<ConversionPreview>> PreviewAsync(PreviewConversionQuery query, CancellationToken ct)
    {
        var plan = await converter.PlanAsync(query.LeadId, query.Choices, query.Version, ct);
        if (!plan.Succeeded) return plan.Error;
        var records = await converter.OpenAsync(plan.Value, ct);
        if (!records.Succeeded) return records.Error;

        var (account, contact, deal) = (records.Value.Account, records.Value.Contact, records.Value.Deal);
        return new ConversionPreview(
            query.LeadId, Proposed(account, account.Record?.Name), Proposed(contact, contact.Record?.FullName), Proposed(deal, deal.Record?.Name), plan.Value.Candidates, records.Value.Skipped);
    }

    private static ProposedRecord? Proposed<T>(OpenedTarget<T> target, string? name) where T : CrmRecord
    {
        if (target.Record is not { } record) return null;
        return target.Created ? new ProposedRecord(TargetMode.Create, null, name!, target.Effects) : new ProposedRecord(TargetMode.Existing, record.Id, name!, target.Effects);
    }
}
