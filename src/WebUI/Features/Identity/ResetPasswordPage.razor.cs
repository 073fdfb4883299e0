using Microsoft.AspNetCore.Components;
using NexusCrm.Application.Identity.Commands;

namespace NexusCrm.WebUI.Features.Identity;

/// <summary>Sets a new password by a mailed link.</summary>
public sealed partial class ResetPasswordPage
{
    private bool _done;

    [SupplyParameterFromQuery]
    private string? Email { get; set; }

    [SupplyParameterFromQuery]
    private string? Token { get; set; }

    private async Task ResetAsync()
    {
        var reset = await UseCases.Send(new ResetPasswordCommand(Email, Token, Form.NewPassword), HttpContext.RequestAborted);
        _done = reset.Succeeded;
        Form.NewPassword = null;
        if (!reset.Succeeded) Show(reset.Error);
    }

    /// <summary>What is posted.</summary>
    public sealed class Model
    {
        /// <summary>The new password.</summary>
        public string? NewPassword { get; set; }
    }
}
