using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Members;

namespace NexusCrm.Application.Members.Queries;

/// <summary>The roles of the current organization: the product's, then its own by name.</summary>
[Requires(Permissions.Settings.ReadMembers)]
public sealed record RoleListQuery : IQuery<IReadOnlyList<RoleDefinition>>;

internal sealed class RoleListQueryHandler(RoleBook roles) : IQueryHandler<RoleListQuery, IReadOnlyList<RoleDefinition>>
{
    public async Task<Result<IReadOnlyList<RoleDefinition>>> Handle(RoleListQuery query, CancellationToken ct) =>
        Result<IReadOnlyList<RoleDefinition>>.Success(await roles.ListAsync(ct));
}

/// <summary>One role.</summary>
/// <param name="Key">Its key.</param>
[Requires(Permissions.Settings.ReadMembers)]
public sealed record RoleQuery(string Key) : IQuery<RoleDefinition>;

internal sealed class RoleQueryHandler(RoleBook roles) : IQueryHandler<RoleQuery, RoleDefinition>
{
    public async Task<Result<RoleDefinition>> Handle(RoleQuery query, CancellationToken ct) => await roles.FindAsync(query.Key, ct) is { } role ? role : RoleErrors.NotFound;
}
