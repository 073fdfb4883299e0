using Microsoft.AspNetCore.Components;
using NexusCrm.Application.Members.Commands;
using NexusCrm.Application.Members.Queries;

namespace NexusCrm.WebUI.Features.Identity;

/// <summary>Joins an organization by a mailed link.</summary>
public sealed partial class AcceptInvitationPage
{
    private OpenInvitation? _invitation;
    private bool _joined;

    [SupplyParameterFromQuery]
    private string? Token { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var found = await UseCases.Send(new OpenInvitationQuery(Token), HttpContext.RequestAborted);
        if (found.Succeeded) _invitation = found.Value;
    }

    private async Task AcceptAsync()
    {
        var client = Cookie.Client(HttpContext.Request, remember: false);
        var joined = await UseCases.Send(new AcceptInvitationCommand(Token, Form.Password, Form.FirstName, Form.LastName, client), HttpContext.RequestAborted);
        if (!joined.Succeeded)
        {
            Form.Password = null;
            Show(joined.Error);
            return;
        }

        if (joined.Value.Session is not { } session)
        {
            _joined = true;
            return;
        }

        Cookie.Write(HttpContext.Response, session.Tokens);
        Navigation.NavigateTo("/");
    }

    /// <summary>What is posted by somebody without an account.</summary>
    public sealed class Model
    {
        /// <summary>Given name.</summary>
        public string? FirstName { get; set; }

        /// <summary>Family name.</summary>
        public string? LastName { get; set; }

        /// <summary>Password.</summary>
        public string? Password { get; set; }
    }
}
