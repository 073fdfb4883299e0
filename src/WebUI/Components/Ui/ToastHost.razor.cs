using Microsoft.AspNetCore.Components;

namespace NexusCrm.WebUI.Components.Ui;

/// <summary>Shows the messages of the circuit and takes them away after their time, never while someone points at them or stands in them.</summary>
public sealed partial class ToastHost : ComponentBase, IDisposable
{
    private readonly Dictionary<Guid, DateTimeOffset> _since = [];
    private ITimer? _timer;
    private bool _held;

    [Inject] private IToasts Toasts { get; set; } = default!;
    [Inject] private TimeProvider Clock { get; set; } = default!;

    private ToastQueue Queue => (ToastQueue)Toasts;
    private IReadOnlyList<Toast> Shown => Queue.Shown;

    public void Dispose()
    {
        Queue.Changed -= Refresh;
        _timer?.Dispose();
    }

    protected override void OnInitialized()
    {
        Queue.Changed += Refresh;
        if (RendererInfo.IsInteractive) _timer = Clock.CreateTimer(_ => _ = InvokeAsync(Expire), state: null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    private static string IconOf(ToastKind kind) => kind switch
    {
        ToastKind.Success => Icons.CircleCheck,
        ToastKind.Error => Icons.AlertCircle,
        _ => Icons.Info,
    };

    private static string LabelOf(ToastKind kind) => kind switch
    {
        ToastKind.Success => "Done:",
        ToastKind.Error => "Error:",
        _ => "Note:",
    };

    private async Task UndoAsync(Toast toast)
    {
        Queue.Dismiss(toast.Id);
        await toast.Undo!();
    }

    private void Hold() => _held = true;

    private void Release()
    {
        _held = false;
        _since.Clear();
    }

    private void Expire()
    {
        if (_held) return;
        var now = Clock.GetUtcNow();
        foreach (var toast in Shown.Where(toast => toast.Lifetime is not null).ToList())
        {
            if (!_since.TryAdd(toast.Id, now) && now - _since[toast.Id] >= toast.Lifetime) Queue.Dismiss(toast.Id);
        }
    }

    private void Refresh(object? sender, EventArgs changed)
    {
        foreach (var gone in _since.Keys.Except(Shown.Select(toast => toast.Id)).ToList()) _since.Remove(gone);
        _ = InvokeAsync(StateHasChanged);
    }
}
