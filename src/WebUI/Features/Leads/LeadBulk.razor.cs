using System.Globalization;
using Microsoft.AspNetCore.Components;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Leads;
using NexusCrm.Application.Leads.Commands;
using NexusCrm.Application.Leads.Queries;
using NexusCrm.Domain.Common;
using NexusCrm.WebUI.Components.Ui;
using NexusCrm.WebUI.Features.Records;

namespace NexusCrm.WebUI.Features.Leads;

/// <summary>Does one thing to each selected lead, through the command that does it to one.</summary>
public sealed partial class LeadBulk : ComponentBase
{
    /// <summary>Most leads at once: as many as the list holds in its window.</summary>
    private const int Most = 500;

    private const int Page = 200;

    private AssignLeadDialog _assignDialog = default!;
    private DisqualifyLeadDialog _disqualifyDialog = default!;
    private TagDialog _tagDialog = default!;
    private ConfirmDialog _confirm = default!;

    [Inject] private IUseCases UseCases { get; set; } = default!;
    [Inject] private IToasts Toasts { get; set; } = default!;

    /// <summary>Asks for an owner and assigns.</summary>
    public async Task AssignAsync(ListSelection chosen)
    {
        if (await _assignDialog.AskAsync($"Assign {Named(chosen)}") is not { } owner) return;
        var ownerId = owner.ByRules ? default : new Optional<Guid?>(owner.OwnerId);
        await EachAsync(chosen, "assigned", id => UseCases.Send(new AssignLeadCommand(id, ownerId, default)));
    }

    /// <summary>Asks for tags and adds them.</summary>
    public async Task TagAsync(ListSelection chosen)
    {
        if (await _tagDialog.AskAsync($"Tag {Named(chosen)}") is not { } tags) return;
        await EachAsync(chosen, "tagged", id => UseCases.Send(new TagLeadCommand(id, tags, [])));
    }

    /// <summary>Qualifies.</summary>
    public Task QualifyAsync(ListSelection chosen) => EachAsync(chosen, "qualified", id => UseCases.Send(new QualifyLeadCommand(id)));

    /// <summary>Asks for a reason and disqualifies.</summary>
    public async Task DisqualifyAsync(ListSelection chosen)
    {
        if (await _disqualifyDialog.AskAsync($"Disqualify {Named(chosen)}") is not { Reason: { } reason } given) return;
        await EachAsync(chosen, "disqualified", id => UseCases.Send(new DisqualifyLeadCommand(id, reason, given.Note)));
    }

    /// <summary>Asks and moves to the recycle bin; above 100 the person types the count.</summary>
    public async Task DeleteAsync(ListSelection chosen)
    {
        var count = (int)Math.Min(chosen.Count ?? Most, int.MaxValue);
        if (!await _confirm.AskAsync($"Delete {Named(chosen)}?", "They go to the recycle bin and can be restored for 30 days.", "Delete", count)) return;
        await EachAsync(chosen, "deleted", id => UseCases.Send(new DeleteLeadCommand(id)));
    }

    private static string Named(ListSelection chosen) => chosen.Count switch
    {
        1 => "1 lead",
        { } count => string.Create(CultureInfo.InvariantCulture, $"{count:N0} leads"),
        null => "all leads that match",
    };

    private async Task EachAsync(ListSelection chosen, string done, Func<Guid, Task<Result<LeadRecord>>> act)
    {
        if (await IdsAsync(chosen) is not { } ids) return;
        var refused = new List<Error>();
        foreach (var id in ids)
        {
            var acted = await act(id);
            if (!acted.Succeeded) refused.Add(acted.Error);
        }

        await chosen.DoneAsync();
        Tell(ids.Count - refused.Count, done, refused);
    }

    private void Tell(int succeeded, string done, List<Error> refused)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{succeeded:N0} {(succeeded == 1 ? "lead" : "leads")} {done}");
        if (refused.Count == 0) Toasts.Success(text);
        else Toasts.Error(string.Create(CultureInfo.InvariantCulture, $"{text}, {refused.Count:N0} not: {refused[0].Message}"));
    }

    private async Task<IReadOnlyList<Guid>?> IdsAsync(ListSelection chosen)
    {
        if (!chosen.AllMatching) return chosen.Ids;

        var ids = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await UseCases.Send(new ListLeadsQuery(chosen.Request with { Limit = Page, After = cursor }));
            if (!page.Succeeded)
            {
                Toasts.Error(page.Error.Message);
                return null;
            }

            ids.AddRange(page.Value.Rows.Select(lead => lead.Id));
            cursor = page.Value.Next;
        }
        while (cursor is not null && ids.Count <= Most);

        if (ids.Count <= Most) return ids;
        Toasts.Error($"At most {Most} leads at once: narrow the list by a filter.");
        return null;
    }
}
