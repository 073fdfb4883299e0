using System.Reflection;
using MediatR;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Common.Behaviours;

/// <summary>Lets a message through only to those who may send it. Closed by default: a message that states nothing is a bug.</summary>
internal sealed class AuthorizationBehaviour<TRequest, TResponse>(CurrentActor actor, IActorAccessSource accessSource) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    private static readonly Gate Rule = Gate.Of(typeof(TRequest));

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (actor.Identity.Kind is not ActorKind.Anonymous)
        {
            var access = await accessSource.OfAsync(actor.Identity, cancellationToken);
            if (access is not null) actor.Grant(access);
            else if (!Rule.Open) return Refusals<TResponse>.Of(Gate.Unauthenticated);
        }

        var refusal = Rule.Check(actor, request);
        return refusal is null ? await next() : Refusals<TResponse>.Of(refusal);
    }
}

/// <summary>The access rule of one message type, read from its attributes once.</summary>
internal sealed record Gate(IReadOnlyList<string> Permissions, bool Open, bool JobsOnly)
{
    public static readonly Error Unauthenticated = new("unauthenticated", "Sign in first.", ErrorKind.Unauthenticated);

    public static Gate Of(Type message)
    {
        if (message.GetCustomAttribute<OpenToAllAttribute>() is not null) return new([], true, false);
        if (message.GetCustomAttribute<JobsOnlyAttribute>() is not null) return new([], false, true);
        if (message.GetCustomAttribute<RequiresAttribute>() is { } requires) return new(requires.Permissions, false, false);
        if (message.GetCustomAttribute<SignedInAttribute>() is not null) return new([], false, false);
        if (message.GetCustomAttribute<RequiresPermissionOfMessageAttribute>() is not null && message.IsAssignableTo(typeof(IRequiresPermission))) return new([], false, false);
        throw new InvalidOperationException($"{message} states no permission.");
    }

    public Error? Check(IActor actor, object message)
    {
        if (Open) return null;
        if (actor.Identity.Kind is ActorKind.Anonymous) return Unauthenticated;
        if (JobsOnly) return actor.Identity.Kind is ActorKind.Job ? null : Error.Forbidden("Only the product itself does this.");
        var missing = Permissions.Concat(Own(message)).FirstOrDefault(p => !actor.May(p));
        return missing is null ? null : Error.Forbidden("You do not have permission to do this.").With("permission", missing);
    }

    private static IEnumerable<string> Own(object message) => message is IRequiresPermission { Permission: { } permission } ? [permission] : [];
}
