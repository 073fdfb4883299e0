using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Deals.Commands;

/// <summary>Moves a deal to the recycle bin.</summary>
/// <param name="DealId">The deal.</param>
/// <param name="Version">The version the caller saw, or null for any.</param>
[Requires(Permissions.Deals.Delete)]
public sealed record DeleteDealCommand(Guid DealId, int? Version = null) : ICommand<DealRecord>;

internal sealed class DeleteDealCommandHandler(DealRecords records) : ICommandHandler<DeleteDealCommand, DealRecord>
{
    public Task<Result<DealRecord>> Handle(DeleteDealCommand command, CancellationToken ct) => records.DeleteAsync(command.DealId, command.Version, ct);
}
