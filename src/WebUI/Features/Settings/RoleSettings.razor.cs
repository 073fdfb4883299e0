using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Identity.Commands;
using NexusCrm.Application.Members;
using NexusCrm.Application.Members.Commands;
using NexusCrm.Application.Members.Queries;
using NexusCrm.Domain.Common;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Settings;

/// <summary>Shows, defines and tries out roles.</summary>
public sealed partial class RoleSettings : UseCaseComponent
{
    private Result<IReadOnlyList<RoleDefinition>>? _roles;
    private RoleDefinition? _edited;
    private RoleDefinition? _pattern;
    private bool _editing;
    private ConfirmDialog _confirm = default!;

    private bool MayDefine => Allows(Permissions.Settings.Roles);

    protected override Task OnInitializedAsync() => LoadAsync();

    private static string Members(int count) => count switch
    {
        0 => "nobody has it",
        1 => "1 member",
        _ => $"{count} members",
    };

    private async Task LoadAsync() => _roles = await UseCases.Send(new RoleListQuery(), Closed);

    private void Edit(RoleDefinition? role, RoleDefinition? pattern) => (_edited, _pattern, _editing) = (role, pattern, true);

    private Task SavedAsync(RoleDefinition role)
    {
        _editing = false;
        Toasts.Success($"{role.Name} saved.");
        return LoadAsync();
    }

    /// <summary>The whole frame is read again: rail, commands and pages show what the role sees.</summary>
    private async Task ViewAsAsync(RoleDefinition role)
    {
        var viewing = await UseCases.Send(new ViewAsRoleCommand(role.Key), Closed);
        if (viewing.Succeeded) Navigation.NavigateTo("/", forceLoad: true);
        else Toasts.Error(viewing.Error.Message);
    }

    private async Task DeleteAsync(RoleDefinition role)
    {
        if (!await _confirm.AskAsync($"Delete {role.Name}?", "This cannot be taken back.", "Delete role")) return;
        var deleted = await UseCases.Send(new DeleteRoleCommand(role.Key, role.Version), Closed);
        if (deleted.Succeeded) Toasts.Success($"{role.Name} was deleted.");
        else Toasts.Error(deleted.Error.Message);
        await LoadAsync();
    }
}
