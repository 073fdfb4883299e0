using NexusCrm.Application.Records;
using NexusCrm.Domain.Deals;

namespace NexusCrm.Application.Deals;

/// <summary>The fields of deals.</summary>
public sealed class DealFields : RecordType<Deal>
{
    /// <summary>Declares them.</summary>
    public DealFields() : base(RecordTypes.Deals, "Deal", defaultSort: "-createdAt")
    {
        Sale();
        Course();
        Stamps();
    }

    private void Sale()
    {
        Text("name", d => d.Name, DealDetails.NameMaxLength).Sortable().Searchable().Importable("deal", "deal name", "opportunity", "opportunity name").Personal(PersonalData.None);
        Reference("accountId", d => d.AccountId, RecordTypes.Accounts).Label("Account").Importable("account", "company");
        Money("amount", d => d.Amount).Importable("value", "deal value", "amount (sgd)");
        Date("closeDate", d => d.CloseDate).Sortable().Importable("expected close", "close date", "expected close date").BulkUpdatable();
        Text("nextStep", d => d.NextStep, DealDetails.NextStepMaxLength).Importable().BulkUpdatable().Personal(PersonalData.FreeText);
        MultiChoice("tags", d => d.Tags).Importable("labels");
        Reference("ownerId", d => d.OwnerId, RecordTypes.Members).Label("Owner").Importable("owner", "deal owner").ChangedBy("assign");
        Reference("territoryId", d => d.TerritoryId, RecordTypes.Territories).Label("Territory").ChangedBy("assign");
    }

    private void Course()
    {
        Choice("status", d => d.Status).ChangedBy("move");
        Reference("pipelineId", d => d.PipelineId, RecordTypes.Pipelines).Label("Pipeline").ChangedBy("move");
        Reference("stageId", d => d.StageId, RecordTypes.Stages).Label("Stage").Importable("stage").ChangedBy("move");
        Instant("stageEnteredAt", d => d.StageEnteredAt).Label("In stage since").ReadOnly();
        Number("probability", d => d.Probability).Importable();
        Boolean("probabilityOverridden", d => d.ProbabilityOverridden).ReadOnly();
        Date("closedOn", d => d.ClosedOn).Label("Closed").Importable("closed on", "date closed").ChangedBy("move");
        Choice<LostReason>("lostReason", d => d.LostReason).Importable("loss reason").ChangedBy("move");
        Text("wonReason", d => d.WonReason, DealClosing.ReasonMaxLength).Importable("win reason").ChangedBy("move").Personal(PersonalData.FreeText);
        Text("closingNote", d => d.ClosingNote, DealClosing.NoteMaxLength).Importable().ChangedBy("move").Personal(PersonalData.FreeText);
        Reference("sourceLeadId", d => d.SourceLeadId, RecordTypes.Leads).Label("Source lead").ReadOnly();
        Text("utm.source", d => d.Utm.Source).Label("UTM source").ReadOnly().Personal(PersonalData.None);
        Text("utm.campaign", d => d.Utm.Campaign).Label("UTM campaign").ReadOnly().Personal(PersonalData.None);
    }

    private void Stamps()
    {
        Instant("createdAt", d => d.CreatedAt).Label("Created").Sortable().ReadOnly();
        Reference("createdBy", d => d.CreatedBy, RecordTypes.Members).ReadOnly();
        Instant("updatedAt", d => d.UpdatedAt).Label("Changed").Sortable().ReadOnly();
        Reference("updatedBy", d => d.UpdatedBy, RecordTypes.Members).Label("Changed by").ReadOnly();
    }
}
