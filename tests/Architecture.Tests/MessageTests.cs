using System.Reflection;
using MediatR;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Members;

namespace NexusCrm.Architecture.Tests;

/// <summary>What every use case must say about itself (S08).</summary>
[TestFixture]
internal sealed class MessageTests
{
    private static readonly Assembly Application = typeof(IUseCases).Assembly;

    private static readonly Type[] AccessAttributes =
        [typeof(RequiresAttribute), typeof(SignedInAttribute), typeof(OpenToAllAttribute), typeof(JobsOnlyAttribute), typeof(RequiresPermissionOfMessageAttribute)];

    private static IEnumerable<Type> Messages => Application.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && Served(t, typeof(IMessage<>)).Any());

    private static IEnumerable<Type> Handlers => Application.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && Served(t, typeof(IRequestHandler<,>)).Any());

    [Test]
    public void Every_message_states_exactly_one_access_rule() =>
        Messages.Where(m => m.GetCustomAttributes().Count(a => AccessAttributes.Contains(a.GetType())) != 1).Select(m => m.Name).ShouldBeEmpty();

    [Test]
    public void Every_required_permission_exists()
    {
        var unknown = from message in Messages
                      from permission in message.GetCustomAttribute<RequiresAttribute>()?.Permissions ?? []
                      where !Permissions.All.Contains(permission)
                      select $"{message.Name}: {permission}";

        unknown.ShouldBeEmpty();
    }

    [Test]
    public void Every_permission_is_granted_to_some_role_besides_the_administrators_or_belongs_to_them()
    {
        var granted = Enum.GetValues<Role>().SelectMany(RolePermissions.Of).ToHashSet(StringComparer.Ordinal);

        Permissions.All.Where(p => !granted.Contains(p)).ShouldBeEmpty();
        granted.Where(p => !Permissions.All.Contains(p)).ShouldBeEmpty();
    }

    [Test]
    public void Messages_are_commands_or_queries_by_name()
    {
        Messages.Where(m => Served(m, typeof(ICommand<>)).Any() && !m.Name.EndsWith("Command", StringComparison.Ordinal)).Select(m => m.Name).ShouldBeEmpty();
        Messages.Where(m => Served(m, typeof(IQuery<>)).Any() && !m.Name.EndsWith("Query", StringComparison.Ordinal)).Select(m => m.Name).ShouldBeEmpty();
    }

    [Test]
    public void Handlers_are_internal_and_sealed() => Handlers.Where(h => h.IsPublic || !h.IsSealed).Select(h => h.Name).ShouldBeEmpty();

    [Test]
    public void Every_message_has_one_handler()
    {
        var handled = Handlers.SelectMany(h => Served(h, typeof(IRequestHandler<,>))).Select(i => i.GenericTypeArguments[0]).ToList();

        Messages.Where(m => handled.Count(h => h == m) != 1).Select(m => m.Name).ShouldBeEmpty();
    }

    [Test]
    public void No_handler_sends_messages()
    {
        var offenders = from handler in Handlers
                        from parameter in handler.GetConstructors().SelectMany(c => c.GetParameters())
                        where parameter.ParameterType == typeof(IUseCases) || parameter.ParameterType == typeof(IMediator)
                        select handler.Name;

        offenders.ShouldBeEmpty();
    }

    private static IEnumerable<Type> Served(Type type, Type open) => type.GetInterfaces().Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == open);
}
