using NexusCrm.Application.Identity;
using NexusCrm.Application.Identity.Commands;

namespace NexusCrm.WebUI.Features.Identity;

/// <summary>Signs a person up with a new organization.</summary>
public sealed partial class RegisterPage
{
    internal static readonly string PasswordHelp = $"At least {PasswordPolicy.MinLength} characters. Several unrelated words are easiest to remember.";

    private bool _mailed;

    private async Task RegisterAsync()
    {
        var client = Cookie.Client(HttpContext.Request, remember: false);
        var registered = await UseCases.Send(new RegisterCommand(Form.Email, Form.Password, Form.FirstName, Form.LastName, Form.OrganizationName, Form.Uen, client), HttpContext.RequestAborted);
        if (!registered.Succeeded)
        {
            Form.Password = null;
            Show(registered.Error);
            return;
        }

        if (registered.Value.Session is not { } session)
        {
            _mailed = true;
            return;
        }

        Cookie.Write(HttpContext.Response, session.Tokens);
        Navigation.NavigateTo("/");
    }

    /// <summary>What is posted.</summary>
    public sealed class Model
    {
        /// <summary>Name of the organization.</summary>
        public string? OrganizationName { get; set; }

        /// <summary>Its registration number.</summary>
        public string? Uen { get; set; }

        /// <summary>Given name.</summary>
        public string? FirstName { get; set; }

        /// <summary>Family name.</summary>
        public string? LastName { get; set; }

        /// <summary>E-mail address.</summary>
        public string? Email { get; set; }

        /// <summary>Password.</summary>
        public string? Password { get; set; }
    }
}
