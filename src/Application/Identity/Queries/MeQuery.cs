using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Identity.Queries;

/// <summary>Who the caller is, in the organization that is current.</summary>
[SignedIn("everyone may know who they are")]
public sealed record MeQuery : IQuery<SignedInUser>;

internal sealed class MeQueryHandler(IUsers users, ICompanies companies, IActor actor) : IQueryHandler<MeQuery, SignedInUser>
{
    public async Task<Result<SignedInUser>> Handle(MeQuery query, CancellationToken ct)
    {
        if (actor.UserId is not { } userId || await users.FindAsync(userId, ct) is not { } user) return IdentityErrors.SessionEnded;
        var company = (await companies.OfAsync(userId, ct)).FirstOrDefault(c => c.Id == actor.OrganizationId);
        return company is null ? IdentityErrors.SessionEnded : SignedInUser.Of(user, company, actor.Access);
    }
}
