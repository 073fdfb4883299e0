using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Identity.Queries;

/// <summary>The organizations the caller may work in, by name.</summary>
[SignedIn("everyone may know where they are a member")]
public sealed record MyCompaniesQuery : IQuery<IReadOnlyList<MyCompany>>;

/// <summary>One of them.</summary>
/// <param name="Company">The organization and the role in it.</param>
/// <param name="IsCurrent">True for the one the session works in.</param>
public sealed record MyCompany(Company Company, bool IsCurrent);

internal sealed class MyCompaniesQueryHandler(ICompanies companies, IActor actor) : IQueryHandler<MyCompaniesQuery, IReadOnlyList<MyCompany>>
{
    public async Task<Result<IReadOnlyList<MyCompany>>> Handle(MyCompaniesQuery query, CancellationToken ct)
    {
        var mine = await companies.OfAsync(actor.UserId!.Value, ct);
        return mine.Select(c => new MyCompany(c, c.Id == actor.Identity.Organization)).ToList();
    }
}
