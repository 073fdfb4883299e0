using NexusCrm.Application.Identity.Commands;
using NexusCrm.Application.Identity.Queries;
using NexusCrm.Domain.Common;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Settings;

/// <summary>Sets up, renews and turns off the person's second factor.</summary>
public sealed partial class TwoFactorSettings : UseCaseComponent
{
    private const int KeyGroup = 4;

    private Result<TwoFactorState>? _two;
    private TwoFactorEnrolment? _enrolment;
    private IReadOnlyList<string>? _codes;
    private bool _turningOff;
    private CodeForm _confirmForm = new();
    private FormState _confirm = new(new CodeForm());
    private FormSummary? _confirmSummary;
    private OffForm _offForm = new();
    private FormState _off = new(new OffForm());
    private FormSummary? _offSummary;
    private ConfirmDialog _ask = default!;

    protected override Task OnInitializedAsync() => LoadAsync();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _confirm.Dispose();
            _off.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>In groups, as people read it aloud.</summary>
    private static string Grouped(string key) => string.Join(' ', key.Chunk(KeyGroup).Select(group => new string(group)));

    private async Task LoadAsync() => _two = await UseCases.Send(new TwoFactorQuery(), Closed);

    private async Task EnrolAsync()
    {
        var enrolled = await UseCases.Send(new EnrolTwoFactorCommand(), Closed);
        if (!enrolled.Succeeded)
        {
            Toasts.Error(enrolled.Error.Message);
            await LoadAsync();
            return;
        }

        _confirm.Dispose();
        (_enrolment, _confirm) = (enrolled.Value, new(_confirmForm = new()));
    }

    private async Task ConfirmAsync()
    {
        var confirmed = await _confirm.SendAsync(() => UseCases.Send(new ConfirmTwoFactorCommand(_confirmForm.Code), Closed), _confirmSummary);
        if (confirmed is not { Succeeded: true }) return;
        (_enrolment, _codes) = (null, confirmed.Value.Codes);
        Toasts.Success("Two-step sign-in is on.");
        await LoadAsync();
    }

    private async Task RenewAsync()
    {
        if (!await _ask.AskAsync("Make new recovery codes?", "The ones that you have are no good any more.", "Make new codes")) return;
        var renewed = await UseCases.Send(new RenewRecoveryCodesCommand(), Closed);
        if (renewed.Succeeded) _codes = renewed.Value.Codes;
        else Toasts.Error(renewed.Error.Message);
        await LoadAsync();
    }

    private void AskToTurnOff()
    {
        _off.Dispose();
        (_turningOff, _off) = (true, new(_offForm = new()));
    }

    private async Task TurnOffAsync()
    {
        var turnedOff = await _off.SendAsync(() => UseCases.Send(new DisableTwoFactorCommand(_offForm.Password, _offForm.Code), Closed), _offSummary);
        if (turnedOff is not { Succeeded: true }) return;
        _turningOff = false;
        Toasts.Success("Two-step sign-in is off.");
        await LoadAsync();
    }

    private sealed class CodeForm
    {
        public string? Code { get; set; }
    }

    private sealed class OffForm
    {
        public string? Password { get; set; }

        public string? Code { get; set; }
    }
}
