using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace NexusCrm.WebUI.Components.Layout;

/// <summary>The frame of every page behind sign-in: rail, bar, content, messages. Cascades the <see cref="ShellView"/> to the page.</summary>
public sealed partial class MainLayout : LayoutComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private ErrorBoundary? _boundary;

    [Inject] private IShell Shell { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    /// <summary>The frame; read while prerendering, and taken over by the circuit.</summary>
    [PersistentState]
    public ShellView? View { get; set; }

    /// <inheritdoc />
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync() => View ??= await Shell.DescribeAsync(_gone.Token);

    protected override void OnParametersSet() => _boundary?.Recover();

    private void Recover() => _boundary?.Recover();
}
