using Microsoft.AspNetCore.Components;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Leads;
using NexusCrm.Application.Leads.Commands;
using NexusCrm.Domain.Leads;
using NexusCrm.WebUI.Components.Ui;
using NexusCrm.WebUI.Features.Bulk;
using NexusCrm.WebUI.Features.Records;

namespace NexusCrm.WebUI.Features.Leads;

/// <summary>One lead: what is known, what happened, what can be done.</summary>
public sealed partial class LeadPage : UseCaseComponent
{
    private RecordPage<LeadRecord> _page = default!;
    private RecordDrawer<LeadRecord, LeadDraft, LeadPatch> _edit = default!;
    private AssignDialog _assign = default!;
    private DisqualifyLeadDialog _disqualify = default!;

    /// <summary>The lead.</summary>
    [Parameter] public Guid Id { get; set; }

    private static bool IsConverted(LeadRecord lead) => lead.Status is LeadStatus.Converted;

    private static bool IsOpen(LeadRecord lead) => lead.Status is LeadStatus.New or LeadStatus.Contacted or LeadStatus.Qualified;

    private static string? Subtitle(LeadRecord lead) =>
        string.Join(" · ", new[] { lead.JobTitle, lead.Company == lead.FullName ? null : lead.Company }.OfType<string>()) is { Length: > 0 } text ? text : null;

    private static IEnumerable<(string Title, (string Name, RenderFragment? Value)[] Facts)> Groups(LeadRecord lead) =>
    [
        ("Contact", [
            ("E-mail", Facts.Email(lead.Email)), ("Phone", Facts.Phone(lead.Phone)), ("Job title", Facts.Text(lead.JobTitle)), ("Preferences", Facts.Preferences(lead.DoNotCall, lead.EmailOptOut))]),
        ("Company", [
            ("Company", Facts.Text(lead.Company)), ("Website", Facts.Website(lead.Website)), ("Industry", Facts.Text(lead.Industry)), ("Employees", Facts.Number(lead.EmployeeCount)),
            ("Annual revenue", Facts.Amount(lead.AnnualRevenue))]),
        ("Interest", [
            ("Source", Facts.Text(LeadChoices.Word(lead.Source))), ("Budget", Facts.Amount(lead.Budget)), ("Timeline", Facts.Text(lead.Timeline)),
            ("Reason", Facts.Text(lead.DisqualifyReason is { } reason ? LeadChoices.Word(reason) : null)), ("Description", Facts.Lines(lead.Description))]),
        ("Address", [("Address", Facts.Address(lead.Address))]),
        ("Campaign", [
            ("UTM source", Facts.Text(lead.Utm.Source)), ("UTM medium", Facts.Text(lead.Utm.Medium)), ("UTM campaign", Facts.Text(lead.Utm.Campaign)), ("UTM term", Facts.Text(lead.Utm.Term)),
            ("UTM content", Facts.Text(lead.Utm.Content)), ("Referrer", Facts.Text(lead.Referrer)), ("Landing page", Facts.Text(lead.LandingPage))]),
        ("Record", [("Created", Facts.At(lead.CreatedAt)), ("Changed", Facts.At(lead.UpdatedAt))]),
    ];

    private bool MayAssign(LeadRecord lead) => Allows(Permissions.Leads.Assign) && !IsConverted(lead);

    /// <summary>Where the lead can go from where it is, as the domain has it; the aggregate decides.</summary>
    private IReadOnlyList<(string Text, string Icon, Func<Task> Act)> Moves(LeadRecord lead) => lead.Status switch
    {
        LeadStatus.New => [("Mark contacted", Icons.Phone, ContactAsync), ("Qualify", Icons.CircleCheck, QualifyAsync), ("Disqualify…", Icons.X, () => DisqualifyAsync(lead))],
        LeadStatus.Contacted => [("Qualify", Icons.CircleCheck, QualifyAsync), ("Disqualify…", Icons.X, () => DisqualifyAsync(lead))],
        LeadStatus.Qualified => [("Disqualify…", Icons.X, () => DisqualifyAsync(lead))],
        LeadStatus.Disqualified => [("Reopen", Icons.Restore, ReopenAsync)],
        _ => [],
    };

    private Task<bool> ContactAsync() => _page.DoAsync(new MarkLeadContactedCommand(Id), "Marked as contacted");

    private Task<bool> QualifyAsync() => _page.DoAsync(new QualifyLeadCommand(Id), "Lead qualified");

    private Task<bool> ReopenAsync() => _page.DoAsync(new ReopenLeadCommand(Id), "Lead reopened");

    private async Task DisqualifyAsync(LeadRecord lead)
    {
        if (await _disqualify.AskAsync($"Disqualify {lead.FullName}") is not { Reason: { } reason } given) return;
        await _page.DoAsync(new DisqualifyLeadCommand(Id, reason, given.Note), "Lead disqualified");
    }

    private async Task AssignAsync(LeadRecord lead)
    {
        if (await _assign.AskAsync($"Assign {lead.FullName}", lead.OwnerId) is not { } owner) return;
        await _page.DoAsync(new AssignLeadCommand(Id, owner.ByRules ? default : new Optional<Guid?>(owner.OwnerId), default), "Lead assigned");
    }

    private async Task TagAsync(LeadRecord lead, IReadOnlyList<string> tags)
    {
        var changed = await UseCases.Send(new TagLeadCommand(Id, [.. tags.Except(lead.Tags)], [.. lead.Tags.Except(tags)]), Closed);
        if (changed.Succeeded) await _page.TakeAsync(changed.Value);
        else Toasts.Error(changed.Error.Message);
    }

    private async Task ScoreAsync()
    {
        var scored = await UseCases.Send(new ScoreLeadCommand(Id), Closed);
        if (!scored.Succeeded)
        {
            Toasts.Error(scored.Error.Message);
            return;
        }

        Toasts.Success($"The score is {scored.Value.Value}");
        await _page.ReadAsync();
    }
}
