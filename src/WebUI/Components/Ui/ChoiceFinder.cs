namespace NexusCrm.WebUI.Components.Ui;

/// <summary>What a combobox offers for what is typed: finds, remembers the active option, never lets an older answer overtake a newer one.</summary>
/// <typeparam name="T">Type of the values.</typeparam>
internal sealed class ChoiceFinder<T>(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan TypingPause = TimeSpan.FromMilliseconds(180);
    private CancellationTokenSource _search = new();

    /// <summary>The options shown.</summary>
    public IReadOnlyList<Choice<T>> Options { get; private set; } = [];

    /// <summary>Index of the active option, -1 when none is.</summary>
    public int Active { get; private set; } = -1;

    /// <summary>Whether the list is open.</summary>
    public bool Open { get; private set; }

    /// <summary>Whether an answer is awaited.</summary>
    public bool Searching { get; private set; }

    /// <summary>The active option, if any.</summary>
    public Choice<T>? ActiveOption => Open && Active >= 0 && Active < Options.Count ? Options[Active] : null;

    /// <summary>Opens the list with what the source answers. False when a newer search, or closing, made it pointless.</summary>
    /// <param name="source">Asked with the text.</param>
    /// <param name="text">What was typed.</param>
    /// <param name="typed">The person is typing: waits for a pause first.</param>
    /// <param name="activateFirst">Makes the first option active.</param>
    public async Task<bool> FindAsync(Func<string, CancellationToken, Task<IReadOnlyList<Choice<T>>>> source, string text, bool typed, bool activateFirst)
    {
        var cancellation = Restart();
        (Open, Searching) = (true, true);
        try
        {
            if (typed) await Task.Delay(TypingPause, clock, cancellation);
            var found = await source(text, cancellation);
            if (cancellation.IsCancellationRequested) return false;
            (Options, Searching) = (found, false);
            Active = activateFirst && found.Count > 0 ? 0 : -1;
            return true;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Moves the active option, around the ends.</summary>
    public void Move(int step)
    {
        if (Options.Count == 0) return;
        Active = Active < 0 ? (step > 0 ? 0 : Options.Count - 1) : (Active + step + Options.Count) % Options.Count;
    }

    /// <summary>Closes the list and drops a running search.</summary>
    public void Close()
    {
        Restart();
        (Open, Searching, Active) = (false, false, -1);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _search.Cancel();
        _search.Dispose();
    }

    private CancellationToken Restart()
    {
        _search.Cancel();
        _search.Dispose();
        _search = new CancellationTokenSource();
        return _search.Token;
    }
}
