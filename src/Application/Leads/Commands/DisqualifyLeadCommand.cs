using FluentValidation;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Audit;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Commands;

/// <summary>Gives a lead up for a stated reason; "other" needs a note.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="Reason">Why.</param>
/// <param name="Note">What else there is to say, at most 1,000 characters.</param>
/// <param name="Version">The version the caller saw, or null for any.</param>
[Requires(Permissions.Leads.Write)]
public sealed record DisqualifyLeadCommand(Guid LeadId, DisqualifyReason? Reason, string? Note, int? Version = null) : ICommand<LeadRecord>, IGivesReason
{
    string? IGivesReason.Why => Note;
}

internal sealed class DisqualifyLeadCommandValidator : AbstractValidator<DisqualifyLeadCommand>
{
    public DisqualifyLeadCommandValidator() => RuleFor(c => c.Reason).NotNull().WithMessage("A reason is required.");
}

internal sealed class DisqualifyLeadCommandHandler(LeadChanges changes) : ICommandHandler<DisqualifyLeadCommand, LeadRecord>
{
    public Task<Result<LeadRecord>> Handle(DisqualifyLeadCommand command, CancellationToken ct) =>
        changes.MakeAsync(command.LeadId, command.Version, (lead, stamp) => lead.Disqualify(command.Reason!.Value, command.Note, stamp.At, stamp.By), ct);
}
