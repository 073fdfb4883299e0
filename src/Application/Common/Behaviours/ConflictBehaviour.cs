using MediatR;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;

namespace NexusCrm.Application.Common.Behaviours;

/// <summary>Turns a lost optimistic race and a broken unique or foreign key into a named refusal. Races that are worth trying again go on to the sender.</summary>
internal sealed class ConflictBehaviour<TRequest, TResponse>(IConflicts conflicts) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        try
        {
            return await next();
        }
        catch (DbUpdateException conflict) when (!conflicts.IsWorthRetrying(conflict))
        {
            var refusal = await conflicts.ExplainAsync(conflict, cancellationToken);
            if (refusal is null) throw;
            return Refusals<TResponse>.Of(refusal);
        }
    }
}
