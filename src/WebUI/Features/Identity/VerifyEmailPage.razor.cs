using Microsoft.AspNetCore.Components;
using NexusCrm.Application.Identity.Commands;

namespace NexusCrm.WebUI.Features.Identity;

/// <summary>Confirms an e-mail address by a mailed link, and signs in.</summary>
public sealed partial class VerifyEmailPage
{
    [SupplyParameterFromQuery]
    private string? Email { get; set; }

    [SupplyParameterFromQuery]
    private string? Token { get; set; }

    private async Task ConfirmAsync()
    {
        var confirmed = await UseCases.Send(new VerifyEmailCommand(Email, Token, Cookie.Client(HttpContext.Request, remember: false)), HttpContext.RequestAborted);
        if (!confirmed.Succeeded)
        {
            Show(confirmed.Error);
            return;
        }

        if (confirmed.Value.Session is { } session) Cookie.Write(HttpContext.Response, session.Tokens);
        Navigation.NavigateTo("/");
    }

    /// <summary>Nothing is posted but the click.</summary>
    public sealed class Model;
}
