using NexusCrm.Application.Leads.Forms;
using NexusCrm.Application.Members.Queries;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Members;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Settings;

/// <summary>Lists, adds and changes public lead forms.</summary>
public sealed partial class LeadFormSettings : UseCaseComponent
{
    private Result<IReadOnlyList<LeadFormRecord>>? _forms;
    private IReadOnlyList<Choice<Guid?>> _members = [];
    private LeadFormRecord? _edited;
    private LeadFormRecord? _embedded;
    private LeadFormSnippet? _snippet;
    private ConfirmDialog _confirm = default!;
    private bool _editing;

    protected override async Task OnInitializedAsync()
    {
        var members = await UseCases.Send(new MemberListQuery(MembershipStatus.Active), Closed);
        if (members.Succeeded) _members = [.. members.Value.Select(m => new Choice<Guid?>(m.Id, m.Name, m.Email))];
        await LoadAsync();
    }

    private async Task LoadAsync() => _forms = await UseCases.Send(new ListLeadFormsQuery(), Closed);

    private string AddressOf(LeadFormRecord form) => Navigation.ToAbsoluteUri($"/f/{form.PublicKey}").ToString();

    private string? OwnerName(LeadFormRecord form) => form.DefaultOwnerId is { } owner ? _members.FirstOrDefault(m => m.Value == owner)?.Label ?? "A former member" : null;

    private void Edit(LeadFormRecord? form) => (_edited, _editing) = (form, true);

    private async Task SavedAsync(LeadFormRecord form)
    {
        _editing = false;
        Toasts.Success($"{form.Name} saved.");
        await LoadAsync();
    }

    private async Task EmbedAsync(LeadFormRecord form)
    {
        var snippet = await UseCases.Send(new GetLeadFormSnippetQuery(form.Id, new Uri(Navigation.BaseUri)), Closed);
        if (snippet.Succeeded) (_embedded, _snippet) = (form, snippet.Value);
        else Toasts.Error(snippet.Error.Message);
    }

    private async Task DeleteAsync(LeadFormRecord form)
    {
        if (!await _confirm.AskAsync($"Delete {form.Name}?", "Its page is gone and every site that uses its key is refused. Its leads stay. This cannot be taken back.", "Delete form")) return;
        var deleted = await UseCases.Send(new DeleteLeadFormCommand(form.Id), Closed);
        if (deleted.Succeeded) Toasts.Success($"{form.Name} was deleted.");
        else Toasts.Error(deleted.Error.Message);
        await LoadAsync();
    }

    private async Task RotateAsync(LeadFormRecord form)
    {
        if (!await _confirm.AskAsync($"Make a new key for {form.Name}?", "Its page gets a new address, and every site that uses the old key is refused from now on. This cannot be taken back.", "Make a new key")) return;
        var rotated = await UseCases.Send(new RotateLeadFormKeyCommand(form.Id), Closed);
        if (rotated.Succeeded) Toasts.Success($"{form.Name} has a new key.");
        else Toasts.Error(rotated.Error.Message);
        await LoadAsync();
    }
}
