using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using NexusCrm.Application.Common.Access;
using NexusCrm.Domain.Audit;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Events;
using NexusCrm.Infrastructure.Persistence.Conventions;

namespace NexusCrm.Infrastructure.Outbox;

/// <summary>Makes the outbox rows of one save's facts: each has its own values (ids, states, instants) and, for a changed record, the names of the changed fields, as the audit trail names them.</summary>
internal sealed class EventWriter(ChangeTracker tracker, ActorIdentity actor)
{
    private const string Changed = "changed";
    private const int TimeBytes = 6;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { WithoutEnvelope } },
    };

    private readonly byte[] _began = Guid.CreateVersion7().ToByteArray(bigEndian: true);
    private readonly Lazy<ILookup<Guid, string>> _changedParts = new(() => PartsOf(tracker));
    private int _written;

    public BusinessEvent Of(IDomainEvent fact, EntityEntry raisedBy)
    {
        var data = JsonSerializer.SerializeToNode(fact, fact.GetType(), Json)!.AsObject();
        if (raisedBy is { State: EntityState.Modified, Entity: IIdentified record } && record.Id == fact.RecordId) data[Changed] = new JsonArray([.. FieldsOf(raisedBy, record.Id).Select(f => JsonValue.Create(f))]);
        return new BusinessEvent(NextId(), fact, data.ToJsonString(), Enum.Parse<AuditActor>(actor.Kind.ToString()), actor.User ?? actor.Principal);
    }

    /// <summary>
    /// A UUID v7 greater than the one before: the bits after the time count. The rows of a save are inserted in the order of their keys, and so the facts of one record keep theirs.
    /// </summary>
    private Guid NextId()
    {
        var id = Guid.CreateVersion7().ToByteArray(bigEndian: true);
        _began.AsSpan(0, TimeBytes).CopyTo(id);
        (id[6], id[7], id[8]) = ((byte)(0x70 | ((_written >> 14) & 0x0F)), (byte)(_written >> 6), (byte)(0x80 | (_written & 0x3F)));
        _written++;
        return new Guid(id, bigEndian: true);
    }

    private IEnumerable<string> FieldsOf(EntityEntry entry, Guid record) =>
        Columns(entry.Properties, "").Concat(entry.ComplexProperties.SelectMany(c => Columns(c.Properties, $"{Camel(c.Metadata.Name)}."))).Concat(_changedParts.Value[record])
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Columns(IEnumerable<PropertyEntry> properties, string prefix) =>
        properties.Where(p => p.IsModified && AuditConvention.IsTold(p.Metadata)).Select(p => prefix + Camel(p.Metadata.Name));

    /// <summary>Rows of parts (e-mail addresses of a contact) that came, changed or went, as fields of their records.</summary>
    private static ILookup<Guid, string> PartsOf(ChangeTracker tracker) =>
        (from entry in tracker.Entries()
         where entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
         let part = AuditConvention.PartOf(entry.Metadata)
         where part is not null
         select (Record: (Guid)entry.Property(part.Value.Key).CurrentValue!, part.Value.Field)).ToLookup(p => p.Record, p => p.Field);

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    /// <summary>Organization, record and type stand in columns of their own.</summary>
    private static void WithoutEnvelope(JsonTypeInfo type)
    {
        if (!type.Type.IsAssignableTo(typeof(IDomainEvent))) return;
        foreach (var property in type.Properties.Where(p => p.Name is "organizationId" or "recordId" or "type").ToList()) type.Properties.Remove(property);
    }
}
