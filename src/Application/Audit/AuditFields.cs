using NexusCrm.Application.Records;
using NexusCrm.Domain.Audit;

namespace NexusCrm.Application.Audit;

/// <summary>The fields of the audit trail: it is listed, filtered and exported as records are, and never written.</summary>
public sealed class AuditFields : RecordType<AuditEntry>
{
    /// <summary>Key of the trail among the record types, in routes and in permissions.</summary>
    public const string TypeKey = "audit";

    /// <summary>Declares them.</summary>
    public AuditFields() : base(TypeKey, "Audit entry", defaultSort: "-at")
    {
        Instant("at", e => e.At).Label("When").Sortable().ReadOnly();
        Number<long>("seq", e => e.Seal == null ? null : e.Seal.Seq).Label("Place").ReadOnly();
        Choice("actorKind", e => e.ActorKind).Label("Kind of actor").ReadOnly();
        Reference("actorId", e => e.ActorId, RecordTypes.Members).Label("Actor").ReadOnly();
        Reference("onBehalfOf", e => e.OnBehalfOf, RecordTypes.Members).Label("On behalf of").ReadOnly();
        Choice("action", e => e.Action).ReadOnly();
        Text("entityType", e => e.EntityType, AuditEntry.NameMaxLength).Label("Record type").ReadOnly().Personal(PersonalData.None);
        Reference("entityId", e => e.EntityId, TypeKey).Label("Record").ReadOnly();
        Number("version", e => e.Version).ReadOnly();
        Text("operation", e => e.Operation, AuditEntry.OperationMaxLength).Label("Use case").ReadOnly().Personal(PersonalData.None);
        Text("requestId", e => e.RequestId, AuditEntry.RequestIdMaxLength).Label("Request").ReadOnly().Personal(PersonalData.None);
        Text("ip", e => e.Ip, AuditEntry.IpMaxLength).Label("Address").ReadOnly().Personal(PersonalData.Contact);
        Text("reason", e => e.Reason, AuditEntry.ReasonMaxLength).ReadOnly().Personal(PersonalData.FreeText);
        Text("changes", e => e.Changes).Label("Changes").NotFilterable().ReadOnly().Personal(PersonalData.None);
        Text("personal", e => e.Personal).Label("Changes of typed values").NotFilterable().ReadOnly().Personal(PersonalData.FreeText);
    }
}
