using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Members;

/// <summary>A role that an organization defines for itself. Which permissions there are is the application layer's; who may grant them too.</summary>
public sealed class CustomRole : AggregateRoot
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameMaxLength = 60;

    /// <summary>Longest permission, in characters.</summary>
    public const int PermissionMaxLength = 40;

    /// <summary>Most own roles of one organization.</summary>
    public const int Most = 50;

    private CustomRole()
    {
    }

    private CustomRole(Guid organizationId, DateTimeOffset at, Guid? by) : base(organizationId, at, by)
    {
    }

    /// <summary>Name, unique in the organization without regard to case.</summary>
    public string Name { get; private set; } = "";

    /// <summary>What its holders may do.</summary>
    public IReadOnlyList<string> Permissions { get; private set; } = [];

    /// <summary>Which records its holders see.</summary>
    public RecordScope RecordScope { get; private set; }

    /// <summary>Defines a role.</summary>
    public static Result<CustomRole> Define(Guid organizationId, string? name, IReadOnlyList<string> permissions, RecordScope scope, DateTimeOffset at, Guid? by)
    {
        var role = new CustomRole(organizationId, at, by);
        var changed = role.Change(name, permissions, scope, at, by);
        return changed.Succeeded ? role : changed.Error;
    }

    /// <summary>Changes it; what its holders may do changes at once.</summary>
    public Result<Done> Change(string? name, IReadOnlyList<string> permissions, RecordScope scope, DateTimeOffset at, Guid? by)
    {
        var checks = new FieldChecks();
        var called = checks.Required("name", name, NameMaxLength);
        var sees = checks.Known("recordScope", scope);
        if (checks.Failed) return checks.ToError();

        (Name, Permissions, RecordScope) = (called, [.. permissions.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], sees);
        Touch(at, by);
        Raise(new RoleChanged(OrganizationId, Id));
        return Done.Value;
    }
}

/// <summary>A role has another name or other permissions; what its holders may do can have changed.</summary>
public sealed record RoleChanged(Guid OrganizationId, Guid RecordId) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "role.changed";
}

/// <summary>The refusals of roles.</summary>
public static class RoleErrors
{
    /// <summary>Not there or not the caller's.</summary>
    public static readonly Error NotFound = Error.NotFound("The role");

    /// <summary>The product's roles are the same everywhere.</summary>
    public static readonly Error System = Error.Conflict("system_role", "The product's own roles cannot be changed. Make a copy of it instead.");

    /// <summary>Somebody holds or is offered the role.</summary>
    public static readonly Error InUse = Error.Conflict("role_in_use", "Members or invitations have this role. Give them another one first.");

    /// <summary>Another role has the name.</summary>
    public static readonly Error NameTaken = Error.Invalid("name", "There is a role with this name.");

    /// <summary>There are as many as there can be.</summary>
    public static readonly Error TooMany = Error.Forbidden($"An organization has at most {CustomRole.Most} roles of its own.") with { Code = "limit_reached" };

    /// <summary>Nobody gives others more than they have.</summary>
    public static readonly Error BeyondOwn = Error.Forbidden("You cannot give or take a role that may do more than you.");
}
