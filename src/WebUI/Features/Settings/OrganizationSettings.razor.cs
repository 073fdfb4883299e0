using NexusCrm.Application.Organizations;
using NexusCrm.Application.Organizations.Commands;
using NexusCrm.Application.Organizations.Queries;
using NexusCrm.Domain.Common;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Settings;

/// <summary>Changes the organization's profile.</summary>
public sealed partial class OrganizationSettings : UseCaseComponent
{
    private OrganizationForm _form = new();
    private Result<OrganizationProfile>? _profile;
    private FormState? _state;
    private FormSummary? _summary;

    protected override Task OnInitializedAsync() => LoadAsync();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _state?.Dispose();
        base.Dispose(disposing);
    }

    private async Task LoadAsync() => Show(await UseCases.Send(new OrganizationQuery(), Closed));

    private async Task SaveAsync()
    {
        var saved = await _state!.SendAsync(() => UseCases.Send(new UpdateOrganizationCommand(_profile!.Value.Version, _form.ToChanges()), Closed), _summary);
        if (saved is not { Succeeded: true }) return;
        Show(saved);
        Toasts.Success("Organization saved.");
    }

    private void Show(Result<OrganizationProfile> profile)
    {
        _profile = profile;
        if (profile.Succeeded) _form = OrganizationForm.Of(profile.Value);
        _state?.Dispose();
        _state = new(_form);
    }
}
