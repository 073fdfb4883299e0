using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using NexusCrm.Application.Common.Events;

namespace NexusCrm.WebUI.Components.Layout;

/// <summary>The frame of every page behind sign-in: rail, bar, content, messages. Cascades the <see cref="ShellView"/> to the page.</summary>
public sealed partial class MainLayout : LayoutComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private ErrorBoundary? _boundary;
    private IDisposable? _changes;

    [Inject] private IShell Shell { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;
    [Inject] private IChangeFeed Changes { get; set; } = default!;

    /// <summary>The frame; read while prerendering, and taken over by the circuit.</summary>
    [PersistentState]
    public ShellView? View { get; set; }

    /// <inheritdoc />
    public void Dispose()
    {
        _changes?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        View ??= await Shell.DescribeAsync(_gone.Token);
        if (RendererInfo.IsInteractive) _changes = Changes.Subscribe(View.Organization.Id, HearAsync);
    }

    protected override void OnParametersSet() => _boundary?.Recover();

    /// <summary>Another role, or a role with other permissions: the frame offers what is open now.</summary>
    private async Task HearAsync(Change change)
    {
        if (!change.Concerns("member") && !change.Concerns("role") && !change.Concerns("view")) return;
        await InvokeAsync(async () =>
        {
            View = await Shell.DescribeAsync(_gone.Token);
            StateHasChanged();
        });
    }

    private void Recover() => _boundary?.Recover();
}
