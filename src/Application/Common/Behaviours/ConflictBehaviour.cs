using MediatR;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Common.Behaviours;

/// <summary>
/// Turns a lost optimistic race and a broken unique or foreign key into a named refusal. Races that are worth trying again go on to the sender: so does a record that changed between reading and saving, since a use
/// case compares the version its caller saw when it reads.
/// </summary>
internal sealed class ConflictBehaviour<TRequest, TResponse>(IConflicts conflicts, SendAttempt attempt) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    private static readonly Error Busy = new("busy", "Too much happened to this record at once. Try again in a moment.", ErrorKind.Unavailable);

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        try
        {
            return await next();
        }
        catch (DbUpdateException conflict) when (!conflicts.IsWorthRetrying(conflict) && !(attempt.MayBeRepeated && conflict is DbUpdateConcurrencyException))
        {
            var refusal = await conflicts.ExplainAsync(conflict, cancellationToken);
            if (refusal is null) throw;
            return Refusals<TResponse>.Of(refusal);
        }
        catch (Exception lost) when (!attempt.MayBeRepeated && conflicts.IsWorthRetrying(lost))
        {
            return Refusals<TResponse>.Of(Busy);
        }
    }
}
