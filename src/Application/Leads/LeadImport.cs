using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Imports;
using NexusCrm.Application.Leads.Assignment;
using NexusCrm.Application.Leads.Scoring;
using NexusCrm.Application.Members;
using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Import;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads;

/// <summary>Imports leads. New ones are scored, and given to members where the file names no owner; nobody is notified of single leads (rule C10).</summary>
internal sealed class LeadImport(INexusDbContext db, IBulkLoad load, LeadFields fields, LeadScoring scoring, IAssignLeads assignment, MemberDirectory members) : ImportTarget<Lead>(db)
{
    private static readonly IReadOnlyList<ImportKey<Lead>> LeadKeys =
    [
        new("email", EmailOf, lead => lead.NormalizedEmail, (leads, keys) => leads.Where(l => l.NormalizedEmail != null && keys.Contains(l.NormalizedEmail)).Select(l => new KeyMatch(l.NormalizedEmail!, l.Id))),
        new("phone", PhoneOf, lead => lead.Phone, (leads, keys) => leads.Where(l => l.Phone != null && keys.Contains(l.Phone)).Select(l => new KeyMatch(l.Phone!, l.Id))),
        ImportKey.Id<Lead>(),
    ];

    private ScoringProfile? _profile;

    public override IRecordType Type => fields;

    protected override IReadOnlyList<ImportKey<Lead>> Keys => LeadKeys;

    protected override async Task PrepareAsync(ImportBatchOrder order, CancellationToken ct)
    {
        _profile = await scoring.ProfileAsync(ct);
        if (order.Names("ownerId")) await members.LoadAsync(ct);
    }

    protected override Result<Lead> Create(RowReader row, ImportBatchOrder order)
    {
        var (at, by) = (order.Run.QueuedAt, order.Run.RequestedBy);
        var details = Details(row, new LeadDetails { Source = LeadSource.Import });
        var (status, createdAt, ownerId) = (row.Choice<LeadStatus>("status"), row.Instant("createdAt"), row.Reference("ownerId", members.Find));
        var created = Lead.Create(order.Run.OrganizationId, details, at, by);
        if (!created.Succeeded) return created.Error;

        var lead = created.Value;
        if (status is { } imported && lead.SetImportedStatus(imported, at, by).Error is { } wrongStatus) return wrongStatus;
        if (createdAt is { } moment && lead.SetImportedCreation(moment, at).Error is { } wrongMoment) return wrongMoment;
        if (ownerId is not null) lead.Assign(ownerId, null, manual: true, at, by);
        Score(lead, at);
        return lead;
    }

    /// <summary>Everything is read and judged before the lead changes: a refused row leaves it as it was.</summary>
    protected override Result<Done> Change(Lead lead, RowReader row, ImportBatchOrder order)
    {
        var (at, by) = (order.Run.QueuedAt, order.Run.RequestedBy);
        var details = Details(row, lead.Details());
        var (status, ownerId) = (row.Choice("status", (LeadStatus?)lead.Status), row.Reference("ownerId", members.Find, lead.OwnerId));
        if (status is LeadStatus.Converted && lead.Status is not LeadStatus.Converted) return Error.Invalid("status", "A lead cannot be imported with this status.");
        if (row.Problems.Count > 0) return Done.Value;

        var changed = lead.Change(details, at, by);
        if (!changed.Succeeded) return changed;
        if (status is { } imported) lead.SetImportedStatus(imported, at, by);
        if (ownerId != lead.OwnerId) lead.Assign(ownerId, lead.TerritoryId, manual: true, at, by);
        Score(lead, at);
        return Done.Value;
    }

    protected override async Task StoreAsync(IReadOnlyList<Lead> created, ImportBatchOrder order, CancellationToken ct)
    {
        var unowned = created.Where(l => l.OwnerId is null && l.IsOpen).ToList();
        var assignees = await assignment.ChooseAsync(unowned.Count, ct);
        foreach (var (lead, assignee) in unowned.Zip(assignees)) lead.Assign(assignee.OwnerId, assignee.TerritoryId, manual: false, order.Run.QueuedAt, by: null);

        await load.InsertAsync(created, ct);
        await load.InsertAsync([.. created.SelectMany(l => l.StatusHistory)], ct);
        await load.InsertAsync([.. created.SelectMany(l => l.Assignments)], ct);
    }

    protected override string Image(Lead lead) => LeadImage.Of(lead);

    protected override Result<Done> Restore(Lead lead, string image, DateTimeOffset at, Guid? by)
    {
        var restored = LeadImage.Restore(lead, image, at, by);
        if (restored.Succeeded) Score(lead, at);
        return restored;
    }

    private void Score(Lead lead, DateTimeOffset at)
    {
        if (_profile is not null) lead.SetScore(LeadScore.Of(LeadFacts.Of(lead), _profile, at));
    }

    private static string? EmailOf(RowReader row) => row.Text("email") is { } text && EmailAddress.Parse(text) is { Succeeded: true, Value: var email } ? email.Normalized : null;

    private static string? PhoneOf(RowReader row) => row.Text("phone") is { } text && PhoneNumber.Parse(text, row.Formats.Country) is { Succeeded: true, Value: var phone } ? phone.Value : null;

    private static LeadDetails Details(RowReader row, LeadDetails start) => start with
    {
        FirstName = row.Text("firstName", start.FirstName),
        LastName = row.Text("lastName", start.LastName),
        Email = row.Text("email", start.Email),
        Phone = row.Text("phone", start.Phone),
        PhoneCountry = row.Formats.Country,
        Company = row.Text("company", start.Company),
        JobTitle = row.Text("jobTitle", start.JobTitle),
        Website = row.Text("website", start.Website),
        Industry = row.Text("industry", start.Industry),
        EmployeeCount = row.Whole("employeeCount", start.EmployeeCount),
        AnnualRevenue = row.Amount("annualRevenue", start.AnnualRevenue),
        Budget = row.Amount("budget", start.Budget),
        Timeline = row.Text("timeline", start.Timeline),
        Address = row.Address("address", start.Address),
        Source = row.Choice("source", (LeadSource?)start.Source, LeadFields.SourceSynonyms) ?? start.Source,
        Rating = row.Choice("rating", start.Rating),
        Utm = Campaign(row, start.Utm),
        Referrer = row.Text("referrer", start.Referrer),
        LandingPage = row.Text("landingPage", start.LandingPage),
        Description = row.Text("description", start.Description),
        Tags = row.List("tags", start.Tags),
        DoNotCall = row.YesOrNo("doNotCall", start.DoNotCall),
        EmailOptOut = row.YesOrNo("emailOptOut", start.EmailOptOut),
    };

    private static Utm Campaign(RowReader row, Utm start) => new(
        row.Text("utm.source", start.Source), row.Text("utm.medium", start.Medium), row.Text("utm.campaign", start.Campaign), row.Text("utm.term", start.Term), row.Text("utm.content", start.Content));
}
