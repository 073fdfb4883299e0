using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Application.Audit;
using NexusCrm.Application.Common.Access;
using NexusCrm.Infrastructure.Persistence;
using Npgsql;

namespace NexusCrm.Infrastructure.Audit;

/// <summary>The trail of one organization as it was found.</summary>
/// <param name="OrganizationId">The organization.</param>
/// <param name="Reached">The last good place.</param>
/// <param name="Finding">What is wrong, or null.</param>
public sealed record InspectedTrail(Guid OrganizationId, AuditPosition Reached, AuditFinding? Finding);

/// <summary>Verifies the trails of all organizations without a running application: the verb <c>verify-audit</c>.</summary>
public sealed class AuditInspection([FromKeyedServices(PersistenceServices.JobSource)] NpgsqlDataSource source, IServiceScopeFactory scopes)
{
    /// <summary>Links read at once.</summary>
    private const int Stretch = 10_000;

    /// <summary>Verifies one organization's trail after the other.</summary>
    public async IAsyncEnumerable<InspectedTrail> InspectAsync([EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var organization in await OrganizationsAsync(ct))
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(ActorIdentity.Job(organization));
            var (reached, finding) = await scope.ServiceProvider.GetRequiredService<AuditVerifier>().VerifyAllAsync(Stretch, ct);
            yield return new InspectedTrail(organization, reached, finding);
        }
    }

    private async Task<IReadOnlyList<Guid>> OrganizationsAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand("select id from organizations order by id");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var ids = new List<Guid>();
        while (await reader.ReadAsync(ct)) ids.Add(reader.GetGuid(0));
        return ids;
    }
}
