using NexusCrm.Application.Identity.Commands;

namespace NexusCrm.WebUI.Features.Identity;

/// <summary>Asks for a link that sets a new password.</summary>
public sealed partial class ForgotPasswordPage
{
    private bool _asked;

    private async Task AskAsync()
    {
        var asked = await UseCases.Send(new RequestPasswordResetCommand(Form.Email), HttpContext.RequestAborted);
        _asked = asked.Succeeded;
        if (!asked.Succeeded) Show(asked.Error);
    }

    /// <summary>What is posted.</summary>
    public sealed class Model
    {
        /// <summary>E-mail address.</summary>
        public string? Email { get; set; }
    }
}
