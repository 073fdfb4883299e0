using Microsoft.AspNetCore.Components;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Leads;
using NexusCrm.Application.Leads.Commands;
using NexusCrm.Application.Leads.Queries;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;
using NexusCrm.WebUI.Components.Layout;
using NexusCrm.WebUI.Components.Ui;
using NexusCrm.WebUI.Features.Records;

namespace NexusCrm.WebUI.Features.Leads;

/// <summary>One lead: what is known, what happened, what can be done. Follows what others do to it.</summary>
public sealed partial class LeadPage : ComponentBase
{
    private static readonly string[] LiveKinds = ["lead", "activity"];
    private static readonly (string Key, string Title)[] Parts = [("details", "Details"), ("timeline", "Timeline"), ("related", "Related")];

    private LeadRecord? _lead;
    private Error? _problem;
    private IReadOnlyList<ScoreFactor> _factors = [];
    private RecordTimeline? _timeline;
    private EditLeadDrawer _edit = default!;
    private AssignLeadDialog _assign = default!;
    private DisqualifyLeadDialog _disqualify = default!;
    private string _part = Parts[0].Key;

    [Inject] private IUseCases UseCases { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;
    [Inject] private IToasts Toasts { get; set; } = default!;
    [Inject] private ClientScript Client { get; set; } = default!;

    [CascadingParameter] private ShellView View { get; set; } = default!;

    /// <summary>The lead.</summary>
    [Parameter] public Guid Id { get; set; }

    private bool MayWrite => View.Allows(Permissions.Leads.Write);

    private bool IsConverted => _lead?.Status is LeadStatus.Converted;

    private bool IsOpen => _lead?.Status is LeadStatus.New or LeadStatus.Contacted or LeadStatus.Qualified;

    private string? Subtitle => string.Join(" · ", new[] { _lead?.JobTitle, _lead?.Company == _lead?.FullName ? null : _lead?.Company }.OfType<string>()) is { Length: > 0 } text ? text : null;

    /// <summary>Where the lead can go from where it is, as the domain has it; the aggregate decides.</summary>
    private IReadOnlyList<(string Text, string Icon, Func<Task> Act)> Moves => _lead?.Status switch
    {
        LeadStatus.New => [("Mark contacted", Icons.Phone, ContactAsync), ("Qualify", Icons.CircleCheck, QualifyAsync), ("Disqualify…", Icons.X, DisqualifyAsync)],
        LeadStatus.Contacted => [("Qualify", Icons.CircleCheck, QualifyAsync), ("Disqualify…", Icons.X, DisqualifyAsync)],
        LeadStatus.Qualified => [("Disqualify…", Icons.X, DisqualifyAsync)],
        LeadStatus.Disqualified => [("Reopen", Icons.Restore, ReopenAsync)],
        _ => [],
    };

    protected override async Task OnParametersSetAsync()
    {
        if (_lead?.Id == Id) return;
        (_lead, _problem, _factors) = (null, null, []);
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        var read = await UseCases.Send(new GetLeadQuery(Id));
        if (read.Succeeded) await TakeAsync(read.Value);
        else _problem = read.Error;
    }

    private async Task TakeAsync(LeadRecord lead)
    {
        (_lead, _problem) = (lead, null);
        var score = await UseCases.Send(new ExplainLeadScoreQuery(Id));
        if (score.Succeeded) _factors = [.. score.Value.Breakdown.Select(line => new ScoreFactor(line.Reason, line.Points))];
        await ReadTimelineAsync();
    }

    private Task ReadTimelineAsync() => _timeline?.ReadAgainAsync() ?? Task.CompletedTask;

    private Task ReadChangedAsync(LiveChange change) => change.Concerns(Id) ? ReadAsync() : ReadTimelineAsync();

    private async Task DoAsync(IMessage<LeadRecord> command, string done)
    {
        var changed = await UseCases.Send(command);
        if (!changed.Succeeded)
        {
            Toasts.Error(changed.Error.Message);
            return;
        }

        Toasts.Success(done);
        await TakeAsync(changed.Value);
    }

    private Task ContactAsync() => DoAsync(new MarkLeadContactedCommand(Id), "Marked as contacted");

    private Task QualifyAsync() => DoAsync(new QualifyLeadCommand(Id), "Lead qualified");

    private Task ReopenAsync() => DoAsync(new ReopenLeadCommand(Id), "Lead reopened");

    private async Task DisqualifyAsync()
    {
        if (await _disqualify.AskAsync($"Disqualify {_lead!.FullName}") is not { Reason: { } reason } given) return;
        await DoAsync(new DisqualifyLeadCommand(Id, reason, given.Note), "Lead disqualified");
    }

    private async Task AssignAsync()
    {
        if (await _assign.AskAsync($"Assign {_lead!.FullName}", _lead.OwnerId, _lead.OwnerName) is not { } owner) return;
        await DoAsync(new AssignLeadCommand(Id, owner.ByRules ? default : new Optional<Guid?>(owner.OwnerId), default), "Lead assigned");
    }

    private async Task TagAsync(IReadOnlyList<string> tags)
    {
        var changed = await UseCases.Send(new TagLeadCommand(Id, [.. tags.Except(_lead!.Tags)], [.. _lead.Tags.Except(tags)]));
        if (changed.Succeeded) _lead = changed.Value;
        else Toasts.Error(changed.Error.Message);
    }

    private async Task ScoreAsync()
    {
        var scored = await UseCases.Send(new ScoreLeadCommand(Id));
        if (!scored.Succeeded)
        {
            Toasts.Error(scored.Error.Message);
            return;
        }

        Toasts.Success($"The score is {scored.Value.Value}");
        await ReadAsync();
    }

    private async Task CopyLinkAsync()
    {
        await Client.CallAsync(Assets, "copyText", Navigation.ToAbsoluteUri($"/leads/{Id}").ToString());
        Toasts.Info("Link copied");
    }

    private async Task DeleteAsync()
    {
        var name = _lead!.FullName;
        var deleted = await UseCases.Send(new DeleteLeadCommand(Id));
        if (!deleted.Succeeded)
        {
            Toasts.Error(deleted.Error.Message);
            return;
        }

        Toasts.Success($"{name} deleted", undo: () => RestoreAsync(name));
        Navigation.NavigateTo("/leads");
    }

    private async Task RestoreAsync(string name)
    {
        var restored = await UseCases.Send(new RestoreLeadCommand(Id));
        if (restored.Succeeded) Toasts.Success($"{name} is back");
        else Toasts.Error(restored.Error.Message);
    }
}
