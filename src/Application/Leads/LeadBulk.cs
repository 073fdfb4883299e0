using NexusCrm.Application.Bulk;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Leads.Assignment;
using NexusCrm.Application.Leads.Scoring;
using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads;

/// <summary>Changes many leads at once. Converting and merging ask questions about each lead, so they are done one by one.</summary>
internal sealed class LeadBulk(
    INexusDbContext db, ILocks locks, RecordSelection selection, IActor actor, LeadFields fields, OwnerChoice owners, IAssignLeads assignment, LeadScoring scoring, TimeProvider clock)
    : BulkTarget<Lead>(db, locks, selection)
{
    protected override RecordType<Lead> Fields => fields;

    protected override IQueryable<Lead> Visible => Db.Leads.Where(LeadVisibility.To(actor));

    protected override Result<BulkChange<Lead>> OwnChange(BulkOrder order) => order.Action switch
    {
        BulkActions.Assign => Assign(order),
        "qualify" => new BulkChange<Lead>((lead, stamp) => lead.Qualify(stamp.At, stamp.By)),
        "disqualify" => Disqualify(order),
        "reopen" => new BulkChange<Lead>((lead, stamp) => lead.Reopen(stamp.At, stamp.By)),
        "score" => Score(),
        "convert" or "merge" => Error.Malformed("not_supported", $"Leads cannot be handled by '{order.Action}' in bulk."),
        _ => Error.Invalid("action", "There is no such action."),
    };

    protected override async Task<Result<Done>> CheckParametersAsync(BulkOrder order, CancellationToken ct)
    {
        if (order.Action != BulkActions.Assign || order.Text("ownerId") is not { } owner) return Done.Value;
        var allowed = await owners.CheckAsync(Guid.Parse(owner), ct);
        return allowed.Succeeded ? allowed : allowed.Error.Fields is null ? allowed.Error : Error.Invalid("params.ownerId", "not found");
    }

    protected override Result<BulkChange<Lead>> FieldChange(BulkFields values)
    {
        var patch = new LeadPatch
        {
            JobTitle = values.Text("jobTitle"),
            Industry = values.Text("industry"),
            Address = new AddressPatch { City = values.Text("address.city"), State = values.Text("address.state"), Country = values.Text("address.country") },
            Source = values.Choice<LeadSource>("source"),
            Rating = values.Choice<LeadRating>("rating"),
            DoNotCall = values.YesOrNo("doNotCall"),
            EmailOptOut = values.YesOrNo("emailOptOut"),
        };
        return values.Problem is { } problem ? problem : new BulkChange<Lead>((lead, stamp) => lead.Change(patch.ApplyTo(lead.Details()), stamp.At, stamp.By));
    }

    protected override string Image(Lead lead) => LeadImage.Of(lead);

    protected override Result<Done> Restore(Lead lead, string image, DateTimeOffset at, Guid? by) => LeadImage.Restore(lead, image, at, by);

    /// <summary>To the member that is named, or to nobody; without parameters the rules choose, and leave those alone for whom they name nobody.</summary>
    private Result<BulkChange<Lead>> Assign(BulkOrder order)
    {
        if (order.Text("territoryId") is not null) return Error.Invalid("params.territoryId", "not found");
        if (!order.Has("ownerId")) return ByRules();
        if (order.Text("ownerId") is not { } owner) return new BulkChange<Lead>((lead, stamp) => lead.Assign(null, lead.TerritoryId, manual: true, stamp.At, stamp.By));
        if (!Guid.TryParseExact(owner, "D", out var id)) return Error.Invalid("params.ownerId", "An id is expected.");
        return new BulkChange<Lead>((lead, stamp) => lead.Assign(id, lead.TerritoryId, manual: true, stamp.At, stamp.By));
    }

    private BulkChange<Lead> ByRules()
    {
        var chosen = new Dictionary<Guid, LeadAssignee>();
        return new BulkChange<Lead>(
            (lead, stamp) => chosen.TryGetValue(lead.Id, out var assignee)
                ? lead.Assign(assignee.OwnerId ?? lead.OwnerId, assignee.TerritoryId ?? lead.TerritoryId, manual: false, stamp.At, by: null)
                : Done.Value,
            async (leads, ct) =>
            {
                var assignees = await assignment.ChooseAsync(leads.Count, ct);
                for (var i = 0; i < leads.Count; i++) chosen[leads[i].Id] = assignees[i];
            });
    }

    private static Result<BulkChange<Lead>> Disqualify(BulkOrder order)
    {
        if (order.Text("reason") is not { } text || !WireNames<DisqualifyReason>.TryParse(text, out var reason))
            return Error.Invalid("params.reason", $"Give one of {string.Join(", ", WireNames<DisqualifyReason>.All)}.");
        return new BulkChange<Lead>((lead, stamp) => lead.Disqualify(reason, order.Text("note"), stamp.At, stamp.By));
    }

    private BulkChange<Lead> Score()
    {
        ScoringProfile? profile = null;
        return new BulkChange<Lead>(
            (lead, _) =>
            {
                if (profile is not null) lead.SetScore(LeadScore.Of(LeadFacts.Of(lead), profile, clock.GetUtcNow()));
                return Done.Value;
            },
            async (_, ct) => profile = await scoring.ProfileAsync(ct),
            IsDerived: true);
    }
}
