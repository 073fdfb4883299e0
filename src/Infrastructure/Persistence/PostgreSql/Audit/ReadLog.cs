using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Audit;
using NexusCrm.Application.Records;
using NexusCrm.Domain.Audit;
using NexusCrm.Domain.Common;

namespace NexusCrm.Infrastructure.Persistence.PostgreSql.Audit;

/// <summary>Adds entries for what no trigger sees: readings. Who reads comes from the connection, as with changes.</summary>
internal sealed class ReadLog(NexusDbContext db) : IReadLog
{
    public Task ViewedAsync(RecordReference person, CancellationToken ct) => AddAsync(WireNames<RecordType>.Of(person.Type), person.Id, AuditAction.Viewed, "{}", null, ct);

    public Task ExportedAsync(string recordType, string format, IReadOnlyList<string>? columns, string? condition, CancellationToken ct)
    {
        var changes = JsonSerializer.Serialize(new { @new = new { format, columns } });
        return AddAsync(recordType, null, AuditAction.Exported, changes, condition is null ? null : JsonSerializer.Serialize(new { @new = new { condition } }), ct);
    }

    private Task<int> AddAsync(string type, Guid? record, AuditAction action, string changes, string? personal, CancellationToken ct) => db.Database.ExecuteSqlAsync(
        $"""
        insert into audit_entries (organization_id, id, at, batch_id, entity_type, entity_id, action, actor_kind, actor_id, on_behalf_of, operation, request_id, ip, reason, changes, personal, salt)
        select o, audit_id(), clock_timestamp(), audit_batch(o), {type}, {record}, {WireNames<AuditAction>.Of(action)},
          s.actor_kind, s.actor_id, s.on_behalf_of, s.operation, s.request_id, s.ip, s.reason, {changes}::jsonb, {personal}::jsonb, gen_random_uuid()
        from audit_source() s, (select {db.OrganizationId!.Value} as o) organization
        """,
        ct);
}
