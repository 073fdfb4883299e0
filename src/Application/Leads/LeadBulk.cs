using NexusCrm.Application.Bulk;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Leads.Assignment;
using NexusCrm.Application.Leads.Conversion;
using NexusCrm.Application.Leads.Merging;
using NexusCrm.Application.Leads.Scoring;
using NexusCrm.Application.Merging;
using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Domain.Bulk;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads;

/// <summary>Changes many leads at once. Converting and merging write more than the lead: each has a savepoint of its own, is undone by itself, and runs as the member who asked for it, never as a job.</summary>
internal sealed class LeadBulk(
    INexusDbContext db, ILocks locks, RecordSelection selection, IActor actor, LeadFields fields, OwnerChoice owners, IAssignLeads assignment, LeadScoring scoring, LeadConversions conversions, LeadMerger merger, TimeProvider clock)
    : BulkTarget<Lead>(db, locks, selection)
{
    private const int ConversionsMax = 200;

    protected override RecordType<Lead> Fields => fields;

    protected override IQueryable<Lead> Visible => Db.Leads.Where(LeadVisibility.To(actor));

    protected override Result<BulkChange<Lead>> OwnChange(BulkOrder order) => order.Action switch
    {
        BulkActions.Assign => Assign(order),
        "qualify" => new BulkChange<Lead>((lead, stamp) => lead.Qualify(stamp.At, stamp.By)),
        "disqualify" => Disqualify(order),
        "reopen" => new BulkChange<Lead>((lead, stamp) => lead.Reopen(stamp.At, stamp.By)),
        "score" => Score(),
        BulkActions.Convert => NoChange,
        BulkActions.Merge => order.Text("winnerId") is { } winner && !Guid.TryParseExact(winner, "D", out _) ? Error.Invalid("params.winnerId", "An id is expected.") : NoChange,
        _ => Error.Invalid("action", "There is no such action."),
    };

    public override int? MostOf(BulkOrder order) => order.Action switch
    {
        BulkActions.Convert => ConversionsMax,
        BulkActions.Merge => MergeOrder.LosersMax + 1,
        _ => null,
    };

    public override Task ApplyAsync(BulkOrder order, IReadOnlyList<BulkRow> rows, DateTimeOffset at, Guid? by, bool isDryRun, CancellationToken ct) => order.Action switch
    {
        BulkActions.Convert => ConvertAsync(rows, isDryRun, ct),
        BulkActions.Merge => MergeAsync(order, rows, isDryRun, ct),
        _ => base.ApplyAsync(order, rows, at, by, isDryRun, ct),
    };

    private static BulkChange<Lead> NoChange { get; } = new((_, _) => Done.Value);

    /// <summary>Each lead as the command does it; one that is ambiguous or refused does not keep the others.</summary>
    private async Task ConvertAsync(IReadOnlyList<BulkRow> rows, bool isDryRun, CancellationToken ct)
    {
        foreach (var row in rows)
        {
            var converted = await Db.AsideAsync(() => conversions.ConvertAsync(row.RecordId, new ConversionChoices(), version: null, ct), keep: !isDryRun, ct);
            if (converted.Succeeded) row.Succeed(null, null);
            else row.Fail(converted.Error.Code, Explained(converted.Error));
        }
    }

    /// <summary>All into the one that is named, or into the oldest: together or not at all.</summary>
    private async Task MergeAsync(BulkOrder order, IReadOnlyList<BulkRow> rows, bool isDryRun, CancellationToken ct)
    {
        var winner = order.Text("winnerId") is { } named ? Guid.Parse(named) : rows.Min(r => r.RecordId);
        var losers = rows.Select(r => r.RecordId).Where(id => id != winner).ToList();
        var merged = await Db.AsideAsync(() => merger.MergeAsync(new MergeOrder(winner, losers, new Dictionary<string, Guid>()), ct), keep: !isDryRun, ct);
        foreach (var row in rows)
        {
            if (merged.Succeeded) row.Succeed(null, null);
            else row.Fail(merged.Error.Code, Explained(merged.Error));
        }
    }

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
