using Microsoft.AspNetCore.Components;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Members;
using NexusCrm.Application.Members.Commands;
using NexusCrm.Domain.Members;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Settings;

/// <summary>The fields of a role.</summary>
public sealed partial class RoleEditor : UseCaseComponent
{
    private static readonly IReadOnlyList<Choice<RecordScope>> Scopes = [.. Enum.GetValues<RecordScope>().Select(scope => new Choice<RecordScope>(scope, PermissionWords.Of(scope)))];

    private readonly Form _form = new();
    private FormState _state = default!;
    private FormSummary? _summary;

    /// <summary>The role that is changed; null adds one.</summary>
    [Parameter] public RoleDefinition? Edited { get; set; }

    /// <summary>The role whose permissions it begins with, or null.</summary>
    [Parameter] public RoleDefinition? Pattern { get; set; }

    [Parameter, EditorRequired] public EventCallback<RoleDefinition> OnSaved { get; set; }

    [Parameter, EditorRequired] public EventCallback OnCancel { get; set; }

    protected override void OnInitialized()
    {
        _form.Name = Edited?.Name;
        _form.RecordScope = Pattern?.RecordScope ?? RecordScope.Territory;
        _form.Permissions.UnionWith(Pattern?.Permissions ?? []);
        _state = new(_form);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _state.Dispose();
        base.Dispose(disposing);
    }

    private async Task SaveAsync()
    {
        var saved = await _state.SendAsync(() => UseCases.Send(ToCommand(), Closed), _summary);
        if (saved is { Succeeded: true }) await OnSaved.InvokeAsync(saved.Value);
    }

    private ICommand<RoleDefinition> ToCommand() => Edited is { } edited
        ? new UpdateRoleCommand(edited.Key, _form.Name, new([.. _form.Permissions]), _form.RecordScope, edited.Version)
        : new CreateRoleCommand(_form.Name, [.. _form.Permissions], _form.RecordScope);

    private sealed class Form
    {
        public string? Name { get; set; }

        public RecordScope RecordScope { get; set; }

        public HashSet<string> Permissions { get; } = new(StringComparer.Ordinal);
    }
}
