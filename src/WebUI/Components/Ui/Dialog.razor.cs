using Microsoft.AspNetCore.Components;

namespace NexusCrm.WebUI.Components.Ui;

/// <summary>A modal dialog over the page. Its content exists only while it is open.</summary>
public sealed partial class Dialog : ComponentBase
{
    private ElementReference _dialog;
    private string _id = "";
    private bool _shown;

    [Inject] private ElementIds Ids { get; set; } = default!;
    [Inject] private ClientScript Client { get; set; } = default!;

    [Parameter] public bool Open { get; set; }

    /// <summary>Told when the person closed it: by Escape, the cross, or a press beside it.</summary>
    [Parameter] public EventCallback<bool> OpenChanged { get; set; }

    [Parameter, EditorRequired] public string Title { get; set; } = "";

    [Parameter, EditorRequired] public RenderFragment ChildContent { get; set; } = default!;

    /// <summary>Buttons, the primary one last.</summary>
    [Parameter] public RenderFragment? Footer { get; set; }

    /// <summary>Room for two columns.</summary>
    [Parameter] public bool Wide { get; set; }

    /// <summary>Only its own buttons close it: while something runs.</summary>
    [Parameter] public bool MustAnswer { get; set; }

    [Parameter] public string? Class { get; set; }

    protected override void OnInitialized() => _id = Ids.Next("dialog");

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (Open == _shown) return;
        _shown = Open;
        await Client.CallAsync(Assets, Open ? "openDialog" : "closeDialog", _dialog);
    }

    private async Task OnClosedAsync()
    {
        _shown = false;
        if (!Open) return;
        Open = false;
        await OpenChanged.InvokeAsync(false);
    }
}
