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

internal sealed class ConvertLeadCommandHandler(INexusDbContext db, LeadConversions conversions) : ICommandHandler<ConvertLeadCommand, ConvertedLead>
{
    public async Task<Result<ConvertedLead>> Handle(ConvertLeadCommand command, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        var converted = await conversions.ConvertAsync(command.LeadId, command.Choices, command.Version, ct);
        if (converted.Succeeded) await transaction.CommitAsync(ct);
        return converted;
    }
}
