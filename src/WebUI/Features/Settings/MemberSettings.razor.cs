using Microsoft.AspNetCore.Components;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Members;
using NexusCrm.Application.Members.Commands;
using NexusCrm.Application.Members.Queries;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Members;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Settings;

/// <summary>Lists, invites and changes members.</summary>
public sealed partial class MemberSettings : UseCaseComponent
{
    private Result<IReadOnlyList<MemberRow>>? _members;
    private Result<IReadOnlyList<InvitationRow>>? _invitations;
    private IReadOnlyList<RoleDefinition> _roles = [];
    private MemberRow? _changed;
    private bool _inviting;
    private ConfirmDialog _confirm = default!;

    [Inject] private TimeProvider Clock { get; set; } = default!;

    private bool MayManage => Allows(Permissions.Settings.ManageMembers);

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var roles = await UseCases.Send(new RoleListQuery(), Closed);
        if (roles.Succeeded) _roles = roles.Value;
        _invitations = await UseCases.Send(new InvitationListQuery(), Closed);
        _members = await UseCases.Send(new MemberListQuery(), Closed);
    }

    private string RoleName(MemberRole role) => _roles.FirstOrDefault(r => r.Role == role)?.Name ?? "A role that was deleted";

    private bool IsExpired(InvitationRow invitation) => invitation.ExpiresAt <= Clock.GetUtcNow();

    private void Change(MemberRow member) => _changed = member;

    private Task InvitedAsync(InvitationRow invitation)
    {
        _inviting = false;
        Toasts.Success($"{invitation.Email} was invited.");
        return LoadAsync();
    }

    private Task RoleChangedAsync(MemberRow member)
    {
        _changed = null;
        Toasts.Success($"{member.Name} is {member.RoleName} now.");
        return LoadAsync();
    }

    private Task ActivateAsync(MemberRow member) => SendAsync(new ActivateMemberCommand(member.Id, member.Version), $"{member.Name} can work again.");

    private Task ResendAsync(InvitationRow invitation) => SendAsync(new ResendInvitationCommand(invitation.Id), $"The invitation was sent to {invitation.Email} again.");

    private async Task SuspendAsync(MemberRow member)
    {
        if (!await _confirm.AskAsync($"Suspend {member.Name}?", "They are signed out of this organization at once and cannot come back until you activate them.", "Suspend")) return;
        await SendAsync(new SuspendMemberCommand(member.Id, member.Version), $"{member.Name} was suspended.");
    }

    private async Task RemoveAsync(MemberRow member)
    {
        if (!await _confirm.AskAsync($"Remove {member.Name}?", "They are signed out of this organization at once. Their records stay theirs until you assign them to somebody else.", "Remove member")) return;
        await SendAsync(new RemoveMemberCommand(member.Id, member.Version), $"{member.Name} was removed.");
    }

    private async Task TransferAsync(MemberRow member)
    {
        if (!await _confirm.AskAsync($"Make {member.Name} the owner?", "You become an administrator. Only the new owner can give the ownership back.", "Transfer ownership")) return;
        await SendAsync(new TransferOwnershipCommand(member.Id), $"{member.Name} is the owner now.");
    }

    private async Task RevokeAsync(InvitationRow invitation)
    {
        if (!await _confirm.AskAsync($"Take back the invitation of {invitation.Email}?", "The link in the mail is no good any more.", "Take back")) return;
        await SendAsync(new RevokeInvitationCommand(invitation.Id), $"The invitation of {invitation.Email} was taken back.");
    }

    private async Task SendAsync<T>(ICommand<T> command, string done)
    {
        var sent = await UseCases.Send(command, Closed);
        if (sent.Succeeded) Toasts.Success(done);
        else Toasts.Error(sent.Error.Message);
        await LoadAsync();
    }
}
