using Microsoft.AspNetCore.Components;
using NexusCrm.Application.Common.Events;
using NexusCrm.WebUI.Components.Layout;

namespace NexusCrm.WebUI.Features.Records;

/// <summary>What changed in a short moment.</summary>
/// <param name="Records">The records, when they are known one by one.</param>
/// <param name="Many">Too many to name, or unknown after an interruption: read again what is shown.</param>
public sealed record LiveChange(IReadOnlySet<Guid> Records, bool Many)
{
    /// <summary>Whether a record must be read again.</summary>
    public bool Concerns(Guid record) => Many || Records.Contains(record);
}

/// <summary>
/// Tells a page that records changed, whoever changed them and on whatever node: <c>&lt;LiveUpdates Kinds="Kinds" OnChange="ReadAgainAsync" /&gt;</c>. Hears nothing while
/// prerendering. What comes within a moment is told at once.
/// </summary>
public sealed class LiveUpdates : ComponentBase, IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _gone = new();
    private HashSet<Guid> _records = [];
    private IDisposable? _subscription;
    private bool _many;
    private bool _gathering;

    [Inject] private IChangeFeed Feed { get; set; } = default!;
    [Inject] private TimeProvider Clock { get; set; } = default!;

    /// <summary>Kinds of record: <c>lead</c>, <c>activity</c>.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<string> Kinds { get; set; } = [];

    /// <summary>Told what changed, on the page's own thread.</summary>
    [Parameter, EditorRequired] public EventCallback<LiveChange> OnChange { get; set; }

    /// <summary>How long changes are gathered before they are told; longer where reading again is costly.</summary>
    [Parameter] public TimeSpan Every { get; set; } = TimeSpan.FromMilliseconds(250);

    [CascadingParameter] private ShellView? View { get; set; }

    /// <inheritdoc />
    public void Dispose()
    {
        _subscription?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override void OnParametersSet()
    {
        if (_subscription is not null || View is null || !RendererInfo.IsInteractive) return;
        _subscription = Feed.Subscribe(View.Organization.Id, HearAsync);
    }

    private async Task HearAsync(Change change)
    {
        if (!Kinds.Any(kind => change.Concerns(kind))) return;
        lock (_lock)
        {
            if (change.RecordId is { } record) _records.Add(record);
            else _many = true;
            if (_gathering) return;
            _gathering = true;
        }

        try
        {
            await Task.Delay(Every, Clock, _gone.Token);
            await InvokeAsync(() => OnChange.InvokeAsync(Take()));
        }
        catch (Exception left) when (left is OperationCanceledException or ObjectDisposedException)
        {
            // The page was left meanwhile: nobody is there to be told.
        }
    }

    private LiveChange Take()
    {
        lock (_lock)
        {
            var change = new LiveChange(_records, _many);
            (_records, _many, _gathering) = ([], false, false);
            return change;
        }
    }
}
