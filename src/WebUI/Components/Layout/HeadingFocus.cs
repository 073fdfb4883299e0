using Microsoft.AspNetCore.Components;
using NexusCrm.WebUI.Components.Ui;
using RouteData = Microsoft.AspNetCore.Components.RouteData;

namespace NexusCrm.WebUI.Components.Layout;

/// <summary>
/// Moves the focus to the title after each navigation, so that a screen reader says where one is. Unlike the framework's own, also from one
/// record to another of the same page, and not on the first load: there the skip link comes first.
/// </summary>
public sealed class HeadingFocus : ComponentBase
{
    private string? _path;
    private bool _moved;

    [Inject] private NavigationManager Navigation { get; set; } = default!;
    [Inject] private ClientScript Client { get; set; } = default!;

    /// <summary>The page being shown; a new one for each navigation.</summary>
    [Parameter, EditorRequired] public RouteData RouteData { get; set; } = default!;

    protected override void OnParametersSet()
    {
        // The query holds the state of a list: changing a filter is no navigation.
        var path = new Uri(Navigation.Uri).AbsolutePath;
        _moved = _path is not null && path != _path;
        _path = path;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_moved) return;
        _moved = false;
        await Client.CallAsync(Assets, "focusHeading");
    }
}
