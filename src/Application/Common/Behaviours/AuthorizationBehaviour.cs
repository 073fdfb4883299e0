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
/// <param name="Permissions">Permissions it takes, all of them.</param>
/// <param name="Open">Anyone may send it.</param>
/// <param name="JobsOnly">Only the product itself sends it.</param>
/// <param name="PeopleOnly">API keys may not send it.</param>
/// <param name="Changes">It changes something, which nobody does who looks at the product as another role.</param>
internal sealed record Gate(IReadOnlyList<string> Permissions, bool Open = false, bool JobsOnly = false, bool PeopleOnly = false, bool Changes = false)
{
    public static readonly Error Unauthenticated = new("unauthenticated", "Sign in first.", ErrorKind.Unauthenticated);

    private static readonly Error NotForKeys = Error.Forbidden("API keys cannot do this. Sign in as a person.");

    public static Gate Of(Type message)
    {
        var changes = IsCommand(message) && message.GetCustomAttribute<AllowedWhileViewingAttribute>() is null;
        if (message.GetCustomAttribute<OpenToAllAttribute>() is not null) return new([], Open: true);
        if (message.GetCustomAttribute<JobsOnlyAttribute>() is not null) return new([], JobsOnly: true);
        if (message.GetCustomAttribute<RequiresAttribute>() is { } requires) return new(requires.Permissions, Changes: changes);
        if (message.GetCustomAttribute<SignedInAttribute>() is { } signedIn) return new([], PeopleOnly: !signedIn.KeysToo, Changes: changes);
        if (message.GetCustomAttribute<RequiresPermissionOfMessageAttribute>() is not null && message.IsAssignableTo(typeof(IRequiresPermission))) return new([], Changes: changes);
        throw new InvalidOperationException($"{message} states no permission.");
    }

    public Error? Check(IActor actor, object message)
    {
        if (Open) return null;
        if (actor.Identity.Kind is ActorKind.Anonymous) return Unauthenticated;
        if (JobsOnly) return actor.Identity.Kind is ActorKind.Job ? null : Error.Forbidden("Only the product itself does this.");
        if (PeopleOnly && actor.Identity.Kind is ActorKind.ApiKey) return NotForKeys;
        var missing = Permissions.Concat(Own(message)).FirstOrDefault(p => !actor.May(p));
        if (missing is not null) return Error.Forbidden("You do not have permission to do this.").With("permission", missing);
        return Changes && actor.Access.ViewingAs is { } role ? ViewOnly(role) : null;
    }

    private static Error ViewOnly(string role) => Error.Forbidden($"You are looking at NexusCrm as {role}. Leave the view to change something.") with { Code = "view_only" };

    private static bool IsCommand(Type message) => message.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ICommand<>));

    private static IEnumerable<string> Own(object message) => message is IRequiresPermission { Permission: { } permission } ? [permission] : [];
}
