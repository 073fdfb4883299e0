using Microsoft.AspNetCore.Components;
using NexusCrm.Application.ApiKeys;
using NexusCrm.Application.Members.Queries;
using NexusCrm.Domain.Common;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Settings;

/// <summary>Lists, makes and revokes API keys.</summary>
public sealed partial class ApiKeySettings : UseCaseComponent
{
    private Result<IReadOnlyList<ApiKeyRow>>? _keys;
    private Dictionary<Guid, string> _names = [];
    private CreatedApiKey? _made;
    private bool _making;
    private ConfirmDialog _confirm = default!;

    [Inject] private TimeProvider Clock { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        var members = await UseCases.Send(new MemberListQuery(), Closed);
        if (members.Succeeded) _names = members.Value.ToDictionary(m => m.Id, m => m.Name);
        await LoadAsync();
    }

    private async Task LoadAsync() => _keys = await UseCases.Send(new ApiKeyListQuery(), Closed);

    private string NameOf(Guid userId) => _names.GetValueOrDefault(userId, "a former member");

    private bool IsExpired(ApiKeyRow key) => key.ExpiresAt <= Clock.GetUtcNow();

    private Task MadeAsync(CreatedApiKey made)
    {
        (_making, _made) = (false, made);
        return LoadAsync();
    }

    private async Task RevokeAsync(ApiKeyRow key)
    {
        if (!await _confirm.AskAsync($"Revoke {key.Name}?", "Programs that use it are refused at once. This cannot be taken back.", "Revoke key")) return;
        var revoked = await UseCases.Send(new RevokeApiKeyCommand(key.Id), Closed);
        if (revoked.Succeeded) Toasts.Success($"{key.Name} was revoked.");
        else Toasts.Error(revoked.Error.Message);
        await LoadAsync();
    }
}
