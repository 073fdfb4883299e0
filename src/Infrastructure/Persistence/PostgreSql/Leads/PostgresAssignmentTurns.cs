using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Leads.Assignment;

namespace NexusCrm.Infrastructure.Persistence.PostgreSql.Leads;

/// <summary>One upsert takes the turns: its row lock lets two creations at once take different ones.</summary>
internal sealed class PostgresAssignmentTurns(NexusDbContext db) : IAssignmentTurns
{
    public async Task<long> TakeAsync(int count, CancellationToken ct)
    {
        var organization = db.OrganizationId!.Value;
        var taken = await db.Database.SqlQuery<long>($"""
            insert into lead_assignment_turns as t (organization_id, taken) values ({organization}, {count})
            on conflict (organization_id) do update set taken = t.taken + excluded.taken returning taken as "Value"
            """).ToListAsync(ct);
        return taken[0] - count;
    }
}
