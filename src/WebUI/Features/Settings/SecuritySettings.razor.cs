using NexusCrm.Application.Identity;
using NexusCrm.Application.Identity.Commands;
using NexusCrm.Application.Identity.Queries;
using NexusCrm.Domain.Common;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Settings;

/// <summary>Changes the password and ends sessions.</summary>
public sealed partial class SecuritySettings : UseCaseComponent
{
    private Form _form = new();
    private FormState _state = default!;
    private FormSummary? _summary;
    private Result<IReadOnlyList<SessionSummary>>? _sessions;

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

    private async Task LoadAsync() => _sessions = await UseCases.Send(new MySessionsQuery(), Closed);

    private async Task ChangeAsync()
    {
        var changed = await _state.SendAsync(() => UseCases.Send(new ChangePasswordCommand(_form.CurrentPassword, _form.NewPassword), Closed), _summary);
        if (changed is not { Succeeded: true }) return;

        _state.Dispose();
        _state = new(_form = new());
        Toasts.Success("Password changed. Your other sessions have ended.");
        await LoadAsync();
    }

    private async Task EndAsync(SessionSummary session)
    {
        var ended = await UseCases.Send(new EndSessionCommand(session.Id), Closed);
        if (ended.Succeeded) Toasts.Success($"{session.Device} was signed out.");
        else Toasts.Error(ended.Error.Message);
        await LoadAsync();
    }

    private sealed class Form
    {
        public string? CurrentPassword { get; set; }

        public string? NewPassword { get; set; }
    }
}
