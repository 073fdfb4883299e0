using System.Reflection;
using System.Runtime.CompilerServices;
using NexusCrm.Application.Bulk;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Behaviours;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Members;

namespace NexusCrm.Architecture.Tests;

/// <summary>Every role against every use case, by the table of the API contract, written down here a second time (S08).</summary>
[TestFixture]
internal sealed class PermissionMatrixTests
{
    private static readonly string[] CrmFeatures = ["leads", "accounts", "contacts", "deals", "activities", "territories"];

    private static readonly string[] Everything =
    [
        .. CrmFeatures.SelectMany(f => new[] { "read", "write", "delete", "import", "export" }.Select(a => $"{f}.{a}")),
        "leads.convert", "leads.assign", "records.merge", "views.share", "jobs.manage", "forms.manage", "scoring.manage", "organization.manage",
        "members.read", "members.manage", "roles.manage", "apikeys.manage", "billing.read", "billing.manage", "gst.read", "gst.export", "gst.file",
        "privacy.read", "privacy.manage", "audit.read", "audit.export",
    ];

    private static readonly string[] ReadsCrm = [.. CrmFeatures.Select(f => $"{f}.read")];

    private static readonly Dictionary<Role, string[]> Contract = new()
    {
        [Role.Owner] = Everything,
        [Role.Admin] = Everything,
        [Role.Manager] = [.. Everything.Where(p => CrmFeatures.Contains(p.Split('.')[0])), "records.merge", "views.share", "jobs.manage", "forms.manage", "scoring.manage", "members.read"],
        [Role.Sales] = [.. ReadsCrm, "leads.write", "accounts.write", "contacts.write", "deals.write", "activities.write", "leads.convert", "members.read"],
        [Role.Billing] = ["billing.read", "billing.manage", "accounts.read", "contacts.read", "members.read"],
        [Role.Auditor] = ["billing.read", "gst.read", "gst.export", "audit.read", "audit.export"],
        [Role.PrivacyOfficer] = ["privacy.read", "privacy.manage", "audit.read", .. ReadsCrm],
        [Role.ReadOnly] = ReadsCrm,
    };

    private static IEnumerable<Type> Messages =>
        typeof(IUseCases).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IMessage<>)));

    [Test]
    public void The_permissions_are_those_of_the_contract() => Permissions.All.ShouldBe(Everything, ignoreOrder: true);

    [Test]
    public void Every_role_has_exactly_the_permissions_of_the_contract()
    {
        foreach (var (role, permissions) in Contract) RolePermissions.Of(role).ShouldBe(permissions, ignoreOrder: true, role.ToString());
    }

    [Test]
    public void Every_role_may_send_exactly_the_messages_that_its_permissions_open()
    {
        var (checks, wrong) = (0, new List<string>());
        foreach (var (role, permissions) in Contract)
        {
            var actor = Actor(ActorKind.User, role);
            foreach (var (type, message, needed) in Messages.SelectMany(Samples))
            {
                checks++;
                var opens = type.GetCustomAttribute<JobsOnlyAttribute>() is null && needed.All(permissions.Contains);
                var refusal = Gate.Of(type).Check(actor, message);
                if (refusal is null != opens) wrong.Add($"{role} {type.Name} [{string.Join(' ', needed)}]: {refusal?.Code ?? "allowed"}");
            }
        }

        TestContext.Out.WriteLine($"{checks} combinations of role and message");
        wrong.ShouldBeEmpty();
        checks.ShouldBeGreaterThan(800);
    }

    [Test]
    public void Nobody_sends_only_what_is_open_to_all()
    {
        var nobody = new CurrentActor();

        Messages.SelectMany(Samples).Where(s => Gate.Of(s.Type).Check(nobody, s.Message) is null).Select(s => s.Type).Distinct()
            .ShouldAllBe(t => t.GetCustomAttribute<OpenToAllAttribute>() != null);
    }

    [Test]
    public void An_api_key_sends_nothing_about_sign_in_members_roles_or_keys()
    {
        var key = Actor(ActorKind.ApiKey, Role.Owner);
        string[] closed = ["NexusCrm.Application.Identity", "NexusCrm.Application.Members", "NexusCrm.Application.ApiKeys"];
        // What its maker may is limited to its scopes, among which these permissions never are.
        key.Grant(Application.ApiKeys.ApiKeyScopes.Limit(key.Access, Permissions.All));

        Messages.Where(t => closed.Any(c => t.Namespace!.StartsWith(c, StringComparison.Ordinal)) && t.GetCustomAttribute<OpenToAllAttribute>() is null)
            .SelectMany(Samples).Where(s => Gate.Of(s.Type).Check(key, s.Message) is null).Select(s => s.Type.Name).ShouldBeEmpty();
    }

    [Test]
    public void Whoever_looks_as_another_role_changes_nothing_but_the_session()
    {
        var viewer = Actor(ActorKind.User, Role.Owner);
        viewer.Grant(viewer.Access with { ViewingAs = "Sales" });
        var commands = Messages.Where(t => t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ICommand<>)) && t.GetCustomAttribute<OpenToAllAttribute>() is null);

        commands.SelectMany(Samples).Where(s => Gate.Of(s.Type).Check(viewer, s.Message) is null).Select(s => s.Type.Name).Distinct()
            .ShouldBe(["LeaveRoleViewCommand", "SignOutCommand", "SwitchOrganizationCommand"], ignoreOrder: true);
    }

    private static CurrentActor Actor(ActorKind kind, Role role)
    {
        var actor = new CurrentActor();
        actor.Become(new ActorIdentity(kind, Guid.CreateVersion7(), Guid.CreateVersion7(), null));
        actor.Grant(new ActorAccess(role, RolePermissions.Of(role), RolePermissions.ScopeOf(role), []));
        return actor;
    }

    /// <summary>A message with what it takes; one per record type where that depends on a value in it.</summary>
    private static IEnumerable<(Type Type, object Message, IReadOnlyList<string> Needed)> Samples(Type type)
    {
        if (!type.IsAssignableTo(typeof(IRequiresPermission))) return [(type, RuntimeHelpers.GetUninitializedObject(type), type.GetCustomAttribute<RequiresAttribute>()?.Permissions ?? [])];
        var samples = ByValue(type).Select(m => (Type: type, Message: (object)m, Needed: (IReadOnlyList<string>)(((IRequiresPermission)m).Permission is { } permission ? [permission] : []))).ToList();
        samples.ShouldNotBeEmpty($"{type.Name}: say here what a message of it looks like");
        samples.SelectMany(s => s.Needed).ShouldAllBe(p => Everything.Contains(p));
        samples.ShouldContain(s => s.Needed.Count > 0, $"{type.Name} needs no permission whatever stands in it");
        return samples;
    }

    private static IEnumerable<object> ByValue(Type type)
    {
        if (type.GetProperty("Record")?.PropertyType == typeof(RecordReference)) return Enum.GetValues<RecordType>().Select(r => With(type, "Record", new RecordReference(r, Guid.CreateVersion7())));
        return new[] { "leads", "accounts", "contacts", "deals", "activities" }.Select(recordType =>
        {
            var message = With(type, "RecordType", recordType);
            if (message is StartBulkActionCommand) Set(message, "Order", new BulkOrder("delete", default));
            return message;
        });
    }

    private static object With(Type type, string property, object value)
    {
        var message = RuntimeHelpers.GetUninitializedObject(type);
        Set(message, property, value);
        return message;
    }

    private static void Set(object message, string property, object value) =>
        message.GetType().GetField($"<{property}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic)!.SetValue(message, value);
}
