using FluentValidation;
using MediatR;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Common.Behaviours;

/// <summary>Refuses a malformed message with messages by JSON field path. Checks shape only; state is the aggregate's.</summary>
internal sealed class ValidationBehaviour<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var failures = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var validator in validators)
        {
            foreach (var failure in (await validator.ValidateAsync(request, cancellationToken)).Errors)
            {
                var field = JsonPath(failure.PropertyName);
                if (!failures.TryGetValue(field, out var messages)) failures[field] = messages = [];
                messages.Add(failure.ErrorMessage);
            }
        }

        return failures.Count == 0 ? await next() : Refusals<TResponse>.Of(Error.Invalid(failures.ToDictionary(f => f.Key, f => f.Value.Distinct(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal)));
    }

    private static string JsonPath(string path) =>
        string.Join('.', path.Split('.').Select(part => part.Length == 0 ? part : char.ToLowerInvariant(part[0]) + part[1..]));
}
