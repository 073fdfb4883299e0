using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace NexusCrm.WebUI.Components.Layout;

/// <summary>The frame of every page behind sign-in: rail, bar, content, messages. Cascades the <see cref="ShellView"/> to the page.</summary>
public sealed partial class MainLayout : LayoutComponentBase
{
    private ErrorBoundary? _boundary;
    private ShellView? _view;

    [Inject] private IShell Shell { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    protected override async Task OnInitializedAsync() => _view = await Shell.DescribeAsync(CancellationToken.None);

    protected override void OnParametersSet() => _boundary?.Recover();

    private void Recover() => _boundary?.Recover();
}
