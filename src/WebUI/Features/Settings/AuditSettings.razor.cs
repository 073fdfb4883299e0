using System.Globalization;
using NexusCrm.Application.Audit;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.Application.Members.Queries;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Jobs;
using NexusCrm.WebUI.Components.Ui;
using NexusCrm.WebUI.Components.Ui.Grid;
using NexusCrm.WebUI.Features.Records;

namespace NexusCrm.WebUI.Features.Settings;

/// <summary>The organization's audit trail.</summary>
public sealed partial class AuditSettings : UseCaseComponent
{
    private static readonly string[] EntityTypes =
        ["lead", "account", "contact", "deal", "activity", "organization", "membership", "user", "session", "lead_form", "scoring_profile", "pipeline", "saved_view", "background_job"];

    private Result<AuditStatus>? _status;
    private IReadOnlyList<MemberRow> _members = [];
    private Guid? _job;
    private string _action = "";
    private string _type = "";
    private string _actor = "";
    private DateTime? _since;
    private string _filter = "";
    private GridRows<AuditLine> _rows = default!;
    private List<GridColumn<AuditLine>> _columns = [];

    private string ExportAddress => $"/audit/export?format=csv{(_filter.Length > 0 ? "&" + _filter : "")}";

    protected override async Task OnInitializedAsync()
    {
        _rows = new(ReadAsync);
        _columns =
        [
            new("what", "What", What) { Primary = true, Width = 230 },
            new("action", "Action", line => Words.Sentence(line.Action.ToString())) { Width = 96 },
            new("actor", "Who", line => AuditWords.Actor(line.Actor)) { Width = 150 },
            new("at", "When", When) { Width = 110 },
            new("ip", "From", line => line.Ip) { Width = 96, HideOnPhone = true },
            new("seq", "Entry", line => line.Seq?.ToString("N0", CultureInfo.InvariantCulture)) { Align = GridAlign.End, Width = 76, HideOnPhone = true },
        ];
        await ReadStatusAsync();
        if (!Allows(Permissions.Settings.ReadMembers)) return;
        var members = await UseCases.Send(new MemberListQuery(), Closed);
        if (members.Succeeded) _members = members.Value;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _rows.Dispose();
        base.Dispose(disposing);
    }

    private async Task ReadStatusAsync() => _status = await UseCases.Send(new GetAuditStatusQuery(), Closed);

    private void Refresh()
    {
        var conditions = new List<string>();
        if (_action.Length > 0) conditions.Add($"action={_action}");
        if (_type.Length > 0) conditions.Add($"entityType={_type}");
        if (_actor.Length > 0) conditions.Add($"actorId={_actor}");
        if (_since is { } since) conditions.Add($"at[gte]={since.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
        _filter = string.Join('&', conditions);
        _rows.Dispose();
        _rows = new(ReadAsync);
    }

    private async Task<GridPage<AuditLine>> ReadAsync(string? cursor, CancellationToken ct)
    {
        var conditions = _filter.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(c => c.Split('=', 2)).Select(c => KeyValuePair.Create(c[0], c[1]));
        var request = ListRequest.Parse(conditions);
        if (!request.Succeeded) return GridPage<AuditLine>.Refused(request.Error.Message);
        var page = await UseCases.Send(new ListAuditQuery(request.Value with { After = cursor }), ct);
        return page.Succeeded ? new(page.Value.Rows, page.Value.Next) : GridPage<AuditLine>.Refused(page.Error.Message);
    }

    private async Task VerifyAsync()
    {
        var queued = await UseCases.Send(new VerifyAuditCommand(), Closed);
        if (queued.Succeeded) _job = queued.Value.Id;
        else Toasts.Error(queued.Error.Message);
    }

    private async Task VerifiedAsync(JobState job)
    {
        _job = null;
        if (job.Status is JobStatus.Failed) Toasts.Error(job.Error ?? "The verification broke off.");
        await ReadStatusAsync();
    }
}
