using Microsoft.AspNetCore.Components;
using NexusCrm.Application.Identity;
using NexusCrm.Application.Identity.Commands;
using NexusCrm.Application.Identity.Queries;
using NexusCrm.Domain.Common;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Settings;

/// <summary>Adds and removes the person's passkeys.</summary>
public sealed partial class PasskeySettings : UseCaseComponent
{
    private readonly Form _form = new();
    private Result<IReadOnlyList<Passkey>>? _passkeys;
    private FormState _state = default!;
    private ConfirmDialog _confirm = default!;

    [Inject] private ClientScript Client { get; set; } = default!;

    protected override Task OnInitializedAsync()
    {
        _state = new(_form);
        return LoadAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _state.Dispose();
        base.Dispose(disposing);
    }

    private async Task LoadAsync() => _passkeys = await UseCases.Send(new PasskeyListQuery(), Closed);

    private async Task AddAsync()
    {
        var added = await _state.SendAsync(MakeAsync, summary: null);
        if (added is null) return;
        if (added.Succeeded) Toasts.Success($"{added.Value.Name} signs you in from now on.");
        else Toasts.Error(added.Error.Message);
        _form.Name = null;
        await LoadAsync();
    }

    /// <summary>The browser makes it between two messages.</summary>
    private async Task<Result<Passkey>> MakeAsync()
    {
        var challenge = await UseCases.Send(new BeginPasskeyCommand(), Closed);
        if (!challenge.Succeeded) return challenge.Error;
        var credential = await Client.AskAsync<string?>(Assets, "createPasskey", challenge.Value.OptionsJson);
        if (credential is null) return IdentityErrors.InvalidPasskey;
        return await UseCases.Send(new AddPasskeyCommand(_form.Name, new PasskeyAnswer(credential, challenge.Value.State)), Closed);
    }

    private async Task RemoveAsync(Passkey passkey)
    {
        if (!await _confirm.AskAsync($"Remove {passkey.Name}?", "It signs you in no longer. Remove it from the device too.", "Remove passkey")) return;
        var removed = await UseCases.Send(new RemovePasskeyCommand(passkey.Id), Closed);
        if (removed.Succeeded) Toasts.Success($"{passkey.Name} was removed.");
        else Toasts.Error(removed.Error.Message);
        await LoadAsync();
    }

    private sealed class Form
    {
        public string? Name { get; set; }
    }
}
