using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Deals.Commands;

/// <summary>Takes a deal out of the recycle bin; one that is not in it stays as it is.</summary>
/// <param name="DealId">The deal.</param>
[Requires(Permissions.Deals.Delete)]
public sealed record RestoreDealCommand(Guid DealId) : ICommand<DealRecord>;

internal sealed class RestoreDealCommandHandler(DealRecords records) : ICommandHandler<RestoreDealCommand, DealRecord>
{
    public Task<Result<DealRecord>> Handle(RestoreDealCommand command, CancellationToken ct) => records.RestoreAsync(command.DealId, ct);
}
