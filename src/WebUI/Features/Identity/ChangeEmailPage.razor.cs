using Microsoft.AspNetCore.Components;
using NexusCrm.Application.Identity.Commands;

namespace NexusCrm.WebUI.Features.Identity;

/// <summary>Confirms a new e-mail address by a mailed link.</summary>
public sealed partial class ChangeEmailPage
{
    private bool _done;

    [SupplyParameterFromQuery]
    private string? Token { get; set; }

    private async Task ConfirmAsync()
    {
        var confirmed = await UseCases.Send(new ConfirmEmailChangeCommand(Token), HttpContext.RequestAborted);
        _done = confirmed.Succeeded;
        if (!confirmed.Succeeded) Show(confirmed.Error);
    }

    /// <summary>Nothing is posted but the click.</summary>
    public sealed class Model;
}
