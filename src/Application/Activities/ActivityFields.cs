using NexusCrm.Application.Records;
using NexusCrm.Domain.Activities;

namespace NexusCrm.Application.Activities;

/// <summary>The fields of activities.</summary>
public sealed class ActivityFields : RecordType<Activity>
{
    /// <summary>Declares them.</summary>
    public ActivityFields() : base(RecordTypes.Activities, "Activity", defaultSort: "-createdAt")
    {
        Choice("kind", a => a.Kind).Importable("type");
        Text("subject", a => a.Subject, ActivityDetails.SubjectMaxLength).Searchable().Importable("title").Personal(PersonalData.FreeText);
        Text("body", a => a.Body, ActivityDetails.BodyMaxLength).Searchable().Importable("notes", "description").Personal(PersonalData.FreeText);
        Choice<ActivityDirection>("direction", a => a.Direction).Importable();
        Choice("status", a => a.Status).ChangedBy("complete", "cancel", "reopen");
        Instant("dueAt", a => a.DueAt).Label("Due").Importable("due");
        Date("dueOn", a => a.DueOn).Label("Due day").Importable("due date");
        Instant("completedAt", a => a.CompletedAt).Label("Completed").ReadOnly();
        Reference("completedBy", a => a.CompletedBy, RecordTypes.Members).ReadOnly();
        Text("outcome", a => a.Outcome, ActivityDetails.OutcomeMaxLength).ChangedBy("complete").Personal(PersonalData.FreeText);
        MultiChoice("tags", a => a.Tags);
        Reference("ownerId", a => a.OwnerId, RecordTypes.Members).Label("Owner").Importable("assigned to", "owner").ChangedBy("assign");
        Instant("createdAt", a => a.CreatedAt).Label("Created").Sortable().ReadOnly();
        Reference("createdBy", a => a.CreatedBy, RecordTypes.Members).ReadOnly();
        Instant("updatedAt", a => a.UpdatedAt).Label("Changed").ReadOnly();
        Reference("updatedBy", a => a.UpdatedBy, RecordTypes.Members).Label("Changed by").ReadOnly();
    }
}
