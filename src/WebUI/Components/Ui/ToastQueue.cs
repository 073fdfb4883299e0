namespace NexusCrm.WebUI.Components.Ui;

/// <summary>Kinds of <see cref="Toast"/>.</summary>
internal enum ToastKind
{
    Success,
    Info,
    Error,
}

/// <summary>A message being shown.</summary>
internal sealed record Toast(Guid Id, ToastKind Kind, string Text, Func<Task>? Undo)
{
    /// <summary>How long it stays; null until dismissed.</summary>
    public TimeSpan? Lifetime => Kind switch
    {
        ToastKind.Error => null,
        _ when Undo is not null => TimeSpan.FromSeconds(12),
        _ => TimeSpan.FromSeconds(6),
    };
}

/// <summary>The messages of one circuit; <see cref="ToastHost"/> shows them.</summary>
internal sealed class ToastQueue : IToasts
{
    private const int MostShown = 4;
    private readonly List<Toast> _shown = [];

    /// <summary>Raised after a message came or went.</summary>
    public event EventHandler? Changed;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Toast> Shown => _shown;

    public void Success(string text, Func<Task>? undo = null) => Show(ToastKind.Success, text, undo);

    public void Info(string text) => Show(ToastKind.Info, text, undo: null);

    public void Error(string text) => Show(ToastKind.Error, text, undo: null);

    public void Dismiss(Guid id)
    {
        if (_shown.RemoveAll(toast => toast.Id == id) > 0) Changed?.Invoke(this, EventArgs.Empty);
    }

    private void Show(ToastKind kind, string text, Func<Task>? undo)
    {
        _shown.Add(new(Guid.CreateVersion7(), kind, text, undo));
        if (_shown.Count > MostShown) _shown.RemoveAt(0);
        Changed?.Invoke(this, EventArgs.Empty);
    }
}
