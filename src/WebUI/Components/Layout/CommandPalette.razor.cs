using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Components.Layout;

/// <summary>Type-ahead over what the registered <see cref="IPaletteSource"/>s find; Enter goes there.</summary>
public sealed partial class CommandPalette : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private CancellationTokenSource? _search;
    private List<PaletteItem> _items = [];
    private string _text = "";
    private int _active;

    [Inject] private IEnumerable<IPaletteSource> Sources { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;
    [Inject] private ClientScript Client { get; set; } = default!;

    /// <summary>Who asks.</summary>
    [Parameter, EditorRequired] public ShellView View { get; set; } = default!;

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
        _search?.Dispose();
    }

    protected override Task OnInitializedAsync() => FindAsync(new ChangeEventArgs { Value = "" });

    private static string OptionId(int index) => $"palette-{index}";

    private async Task FindAsync(ChangeEventArgs typed)
    {
        _search?.Cancel();
        _search?.Dispose();
        _search = CancellationTokenSource.CreateLinkedTokenSource(_closed.Token);
        var cancellation = _search.Token;
        var text = (typed.Value as string ?? "").Trim();

        var found = new List<PaletteItem>();
        foreach (var source in Sources)
        {
            try
            {
                found.AddRange(await source.FindAsync(text, View, cancellation));
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
        }

        if (cancellation.IsCancellationRequested) return;
        (_items, _text, _active) = (found, text, 0);
    }

    private async Task OnKeyAsync(KeyboardEventArgs key)
    {
        if (_items.Count == 0) return;
        if (key.Key is "Enter")
        {
            await GoAsync(_items[_active]);
            return;
        }

        var step = key.Key switch { "ArrowDown" => 1, "ArrowUp" => -1, _ => 0 };
        if (step == 0) return;
        _active = (_active + step + _items.Count) % _items.Count;
        await Client.CallAsync(Assets, "scrollOptionIntoView", OptionId(_active));
    }

    private async Task GoAsync(PaletteItem item)
    {
        await Client.CallAsync(Assets, "closeNamed", "palette");
        Navigation.NavigateTo(item.Href);
    }
}
