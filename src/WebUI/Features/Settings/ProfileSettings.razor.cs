using NexusCrm.Application.Identity;
using NexusCrm.Application.Identity.Commands;
using NexusCrm.Application.Identity.Queries;
using NexusCrm.Domain.Common;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Settings;

/// <summary>Changes the person's profile.</summary>
public sealed partial class ProfileSettings : UseCaseComponent
{
    private readonly Form _form = new();
    private Result<SignedInUser>? _me;
    private FormState? _state;
    private FormSummary? _summary;

    protected override Task OnInitializedAsync() => LoadAsync();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _state?.Dispose();
        base.Dispose(disposing);
    }

    private async Task LoadAsync()
    {
        var me = await UseCases.Send(new MeQuery(), Closed);
        if (me.Succeeded) (_form.FirstName, _form.LastName, _form.TimeZone) = (me.Value.User.FirstName, me.Value.User.LastName, me.Value.User.TimeZone);
        _state ??= new(_form);
        _me = me;
    }

    private async Task SaveAsync()
    {
        var saved = await _state!.SendAsync(() => UseCases.Send(new UpdateMeCommand(_form.FirstName, _form.LastName, default, _form.TimeZone), Closed), _summary);
        if (saved is not { Succeeded: true }) return;
        _me = saved;
        Toasts.Success("Profile saved.");
    }

    private sealed class Form
    {
        public string? FirstName { get; set; }

        public string? LastName { get; set; }

        public string? TimeZone { get; set; }
    }
}
