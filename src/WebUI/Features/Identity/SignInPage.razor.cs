using Microsoft.AspNetCore.Components;
using NexusCrm.Application.Identity.Commands;
using NexusCrm.Infrastructure.Seeding;
using NexusCrm.WebUI.Operations;

namespace NexusCrm.WebUI.Features.Identity;

/// <summary>Opens a session for a browser.</summary>
public sealed partial class SignInPage
{
    private IReadOnlyList<DemoSignIn> _demo = [];

    [Inject] private IWebHostEnvironment Environment { get; set; } = default!;

    [Inject] private IEnumerable<ISeedProfile> Seeds { get; set; } = default!;

    /// <summary>Where to go afterwards; only pages of this application.</summary>
    [SupplyParameterFromQuery]
    private string? ReturnUrl { get; set; }

    /// <summary><c>failed</c> after a passkey that was not good.</summary>
    [SupplyParameterFromQuery]
    private string? Passkey { get; set; }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        base.OnInitialized();
        if (Environment.IsDevelopment()) _demo = [.. Seeds.SelectMany(s => s.SignIns)];
    }

    private async Task SignInAsync()
    {
        var step = await UseCases.Send(new SignInCommand(Form.Email, Form.Password, Cookie.Client(HttpContext.Request, Form.Remember)), HttpContext.RequestAborted);
        if (!step.Succeeded)
        {
            Form.Password = null;
            Show(step.Error);
            return;
        }

        if (step.Value.Session is { } session)
        {
            Cookie.Write(HttpContext.Response, session.Tokens);
            Navigation.NavigateTo(LocalUrl.OrHome(ReturnUrl));
            return;
        }

        Cookie.WriteTicket(HttpContext.Response, step.Value.Ticket!);
        Navigation.NavigateTo(SecondStepPage.Address(ReturnUrl));
    }

    /// <summary>What is posted.</summary>
    public sealed class Model
    {
        /// <summary>E-mail address.</summary>
        public string? Email { get; set; }

        /// <summary>Password.</summary>
        public string? Password { get; set; }

        /// <summary>Keeps the session when the browser closes.</summary>
        public bool Remember { get; set; }
    }
}
