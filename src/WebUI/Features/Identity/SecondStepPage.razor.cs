using Microsoft.AspNetCore.Components;
using NexusCrm.Application.Identity.Commands;
using NexusCrm.WebUI.Operations;

namespace NexusCrm.WebUI.Features.Identity;

/// <summary>Asks for the second factor after the password was right.</summary>
public sealed partial class SecondStepPage
{
    private const string Path = "/sign-in/verify";

    /// <summary>Where to go afterwards; only pages of this application.</summary>
    [SupplyParameterFromQuery]
    private string? ReturnUrl { get; set; }

    /// <summary>True to take a recovery code.</summary>
    [SupplyParameterFromQuery]
    private bool Recovery { get; set; }

    internal static string Address(string? returnUrl, bool recovery = false)
    {
        var parameters = new List<string>();
        if (LocalUrl.OrHome(returnUrl) is not "/" and var back) parameters.Add($"returnUrl={Uri.EscapeDataString(back)}");
        if (recovery) parameters.Add("recovery=true");
        return parameters.Count == 0 ? Path : $"{Path}?{string.Join('&', parameters)}";
    }

    private async Task VerifyAsync()
    {
        var command = new CompleteSignInCommand(Cookie.ReadTicket(HttpContext.Request), Form.TwoFactorCode, Form.RecoveryCode, Cookie.Client(HttpContext.Request, remember: false));
        var opened = await UseCases.Send(command, HttpContext.RequestAborted);
        if (!opened.Succeeded)
        {
            (Form.TwoFactorCode, Form.RecoveryCode) = (null, null);
            Show(opened.Error);
            return;
        }

        Cookie.DeleteTicket(HttpContext.Response);
        Cookie.Write(HttpContext.Response, opened.Value.Tokens);
        Navigation.NavigateTo(LocalUrl.OrHome(ReturnUrl));
    }

    /// <summary>What is posted.</summary>
    public sealed class Model
    {
        /// <summary>Code of the authenticator app.</summary>
        public string? TwoFactorCode { get; set; }

        /// <summary>A recovery code instead.</summary>
        public string? RecoveryCode { get; set; }
    }
}
