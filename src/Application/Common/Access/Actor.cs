using NexusCrm.Application.Common.Audit;
using NexusCrm.Domain.Members;

namespace NexusCrm.Application.Common.Access;

/// <summary>What kind of principal acts.</summary>
public enum ActorKind
{
    /// <summary>Nobody known.</summary>
    Anonymous,
    /// <summary>A signed-in user.</summary>
    User,
    /// <summary>An API key.</summary>
    ApiKey,
    /// <summary>A public lead form.</summary>
    Form,
    /// <summary>A background job.</summary>
    Job,
}

/// <summary>Who acts, in which organization, from where. Carried into each operation's scope; permissions are looked up there, never carried.</summary>
public sealed record ActorIdentity(ActorKind Kind, Guid? Organization, Guid? User, Guid? Session)
{
    /// <summary>The API key, form or job itself, for history; null for users and where there is no id.</summary>
    public Guid? Principal { get; init; }

    /// <summary>Id of the request or circuit operation, for logs and history.</summary>
    public string? RequestId { get; init; }

    /// <summary>Network address, for history and rate limits; null for jobs.</summary>
    public string? Address { get; init; }

    /// <summary>Nobody.</summary>
    public static ActorIdentity Anonymous { get; } = new(ActorKind.Anonymous, null, null, null);

    /// <summary>A job working for an organization.</summary>
    public static ActorIdentity Job(Guid organization, Guid? onBehalfOf = null, Guid? job = null) => new(ActorKind.Job, organization, onBehalfOf, null) { Principal = job };
}

/// <summary>What the actor may do and see, as looked up for this operation.</summary>
/// <param name="Role">The role, or null for one without membership (jobs, forms).</param>
/// <param name="Permissions">The permissions.</param>
/// <param name="Scope">Which records are visible.</param>
/// <param name="TerritoryIds">The territories whose records are visible besides one's own.</param>
public sealed record ActorAccess(MemberRole? Role, IReadOnlySet<string> Permissions, RecordScope Scope, IReadOnlyList<Guid> TerritoryIds)
{
    /// <summary>Name of the role, for people.</summary>
    public string RoleName { get; init; } = "";

    /// <summary>Name of the role that the actor looks at the product as; null when nothing is limited.</summary>
    public string? ViewingAs { get; init; }

    /// <summary>True when no record is hidden.</summary>
    public bool SeesAllRecords => Scope is RecordScope.All;

    /// <summary>True for an owner of the organization who acts as one.</summary>
    public bool IsOwner => Role is { Role: Domain.Members.Role.Owner } && ViewingAs is null;

    /// <summary>Nothing.</summary>
    public static ActorAccess None { get; } = new(null, new HashSet<string>(), RecordScope.Own, []);

    /// <summary>Everything: jobs act with the rights of the product.</summary>
    public static ActorAccess Everything { get; } = new(null, Access.Permissions.All.ToHashSet(StringComparer.Ordinal), RecordScope.All, []);

    /// <summary>The same with no more than the given permissions and records.</summary>
    public ActorAccess LimitedTo(IReadOnlySet<string> permissions, RecordScope scope) =>
        this with { Permissions = Permissions.Where(permissions.Contains).ToHashSet(StringComparer.Ordinal), Scope = scope < Scope ? scope : Scope };
}

/// <summary>The actor of the current operation.</summary>
public interface IActor
{
    /// <summary>Who, where from.</summary>
    ActorIdentity Identity { get; }

    /// <summary>The current organization. Reading it without one is a bug and throws.</summary>
    Guid OrganizationId { get; }

    /// <summary>The acting user, or null for forms and jobs.</summary>
    Guid? UserId { get; }

    /// <summary>What the actor may; filled by the authorization step.</summary>
    ActorAccess Access { get; }

    /// <summary>True when the actor holds a permission.</summary>
    bool May(string permission);
}

/// <summary>The scoped holder behind <see cref="IActor"/>: set once by the sender, its access once by the authorization step.</summary>
public sealed class CurrentActor : IActor
{
    /// <inheritdoc />
    public ActorIdentity Identity { get; private set; } = ActorIdentity.Anonymous;

    /// <inheritdoc />
    public Guid OrganizationId => Identity.Organization ?? throw new InvalidOperationException("No organization is current in this operation.");

    /// <inheritdoc />
    public Guid? UserId => Identity.User;

    /// <inheritdoc />
    public ActorAccess Access { get; private set; } = ActorAccess.None;

    /// <inheritdoc />
    public bool May(string permission) => Access.Permissions.Contains(permission);

    /// <summary>The use case that runs, for the audit trail; null outside one.</summary>
    public AuditedOperation? Operation { get; private set; }

    /// <summary>Notes which use case runs.</summary>
    public void Begin(AuditedOperation operation) => Operation = operation;

    /// <summary>Sets who acts.</summary>
    public void Become(ActorIdentity identity) => (Identity, Access) = (identity, ActorAccess.None);

    /// <summary>Sets what they may.</summary>
    public void Grant(ActorAccess access) => Access = access;
}

/// <summary>Looks up what an actor may, through a cache of a few seconds that is emptied when a membership changes.</summary>
public interface IActorAccessSource
{
    /// <summary>The access of an identity; null when it is no longer good (session ended, membership suspended).</summary>
    ValueTask<ActorAccess?> OfAsync(ActorIdentity identity, CancellationToken ct);
}
