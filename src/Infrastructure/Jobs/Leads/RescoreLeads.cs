using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Leads.Commands;
using NexusCrm.Domain.Common;

namespace NexusCrm.Infrastructure.Jobs.Leads;

/// <summary>Scores every organization's leads each night: the factors that count days run out by themselves.</summary>
internal sealed class RescoreLeads(NightlyTools tools) : NightlyRound(tools)
{
    protected override async Task<Error?> SendAsync(IUseCases useCases, CancellationToken ct) => (await useCases.Send(new RescoreLeadsCommand(), ct)).Error;
}
