using MediatR;
using NexusCrm.Application.Common.Audit;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Common.Behaviours;

/// <summary>Notes who opened whose personal data, once it was found and may be seen (rule U5).</summary>
internal sealed class ReadLogBehaviour<TRequest, TResponse>(IReadLog log) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var response = await next();
        if (request is IReadsPerson read && response is IResult { Succeeded: true }) await log.ViewedAsync(read.Person, cancellationToken);
        return response;
    }
}
