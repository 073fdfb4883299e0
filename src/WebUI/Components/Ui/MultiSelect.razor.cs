using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace NexusCrm.WebUI.Components.Ui;

/// <summary>A field that takes several values, shown as tokens: out of a list, or typed freely where <see cref="FromText"/> allows it.</summary>
/// <typeparam name="T">Type of one value.</typeparam>
public sealed partial class MultiSelect<T> : FieldBase<IReadOnlyList<T>>
{
    private readonly List<Choice<T>> _seen = [];
    private ChoiceFinder<T> _finder = default!;
    private ElementReference _anchor;
    private ElementReference _popup;
    private string _text = "";
    private string _said = "";
    private bool _place;

    [Inject] private ClientScript Client { get; set; } = default!;
    [Inject] private TimeProvider Clock { get; set; } = default!;

    /// <summary>The choices, when they are few and known.</summary>
    [Parameter] public IReadOnlyList<Choice<T>>? Choices { get; set; }

    /// <summary>Finds choices by what was typed; with an empty text, what is worth offering first.</summary>
    [Parameter] public Func<string, CancellationToken, Task<IReadOnlyList<Choice<T>>>>? Search { get; set; }

    /// <summary>Labels of values that are set from outside; needed with <see cref="Search"/>.</summary>
    [Parameter] public IReadOnlyList<Choice<T>>? Known { get; set; }

    /// <summary>Makes a value of a typed text, so that values outside the list can be added with Enter or a comma.</summary>
    [Parameter] public Func<string, T>? FromText { get; set; }

    /// <summary>Most values that can be chosen.</summary>
    [Parameter] public int? Most { get; set; }

    private string ListId => $"{ElementId}-list";
    private IReadOnlyList<T> Chosen => CurrentValue ?? [];

    protected override void OnInitialized()
    {
        base.OnInitialized();
        _finder = new(Clock);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_place || !_finder.Open) return;
        _place = false;
        await Client.CallAsync(Assets, "showPopup", _popup, _anchor);
        if (_finder.ActiveOption is not null) await Client.CallAsync(Assets, "scrollOptionIntoView", OptionId(_finder.Active));
    }

    protected override bool TryParseValueFromString(string? value, out IReadOnlyList<T> result, out string validationErrorMessage) =>
        throw new NotSupportedException("A multiple choice binds its values, not a text.");

    protected override void Dispose(bool disposing)
    {
        if (disposing) _finder.Dispose();
        base.Dispose(disposing);
    }

    private string OptionId(int index) => $"{ListId}-{index}";

    private bool IsChosen(T value) => Chosen.Contains(value);

    private string LabelOf(T value) =>
        _seen.Concat(Known ?? []).Concat(Choices ?? []).FirstOrDefault(choice => EqualityComparer<T>.Default.Equals(choice.Value, value))?.Label
        ?? Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private Task TypedAsync(string? text)
    {
        _text = text ?? "";
        if (FromText is null || !_text.Contains(',', StringComparison.Ordinal)) return FindAsync(_text.Trim(), typed: true);
        AddTyped();
        return Task.CompletedTask;
    }

    private Task OpenAsync() => _finder.Open || Disabled ? Task.CompletedTask : FindAsync(_text.Trim(), typed: false);

    private async Task FindAsync(string text, bool typed)
    {
        _place = true;
        // Where a typed text may be taken as it stands, Enter must not take a suggestion by surprise.
        var finding = _finder.FindAsync(SourceAsync, text, typed && Search is not null, activateFirst: text.Length > 0 && FromText is null);
        if (!finding.IsCompleted) StateHasChanged();
        if (await finding) _place = true;
    }

    private Task<IReadOnlyList<Choice<T>>> SourceAsync(string text, CancellationToken cancellationToken) =>
        Search?.Invoke(text, cancellationToken) ?? Task.FromResult(ChoiceFilter.Find(Choices ?? [], text));

    private async Task OnKeyAsync(KeyboardEventArgs key)
    {
        switch (key.Key)
        {
            case "ArrowDown" or "ArrowUp" when !_finder.Open:
                await OpenAsync();
                break;
            case "ArrowDown":
                Move(1);
                break;
            case "ArrowUp":
                Move(-1);
                break;
            case "Enter" when _finder.ActiveOption is { } option:
                Toggle(option);
                break;
            case "Enter" when FromText is not null:
                AddTyped();
                break;
            case "Backspace" when _text.Length == 0 && Chosen.Count > 0:
                Remove(Chosen[^1]);
                break;
            case "Escape":
                _finder.Close();
                break;
        }
    }

    private void Move(int step)
    {
        _finder.Move(step);
        _place = true;
    }

    private void Toggle(Choice<T> option)
    {
        if (IsChosen(option.Value))
        {
            Remove(option.Value);
            return;
        }

        _seen.Add(option);
        _text = "";
        Add([option.Value]);
        if (FromText is not null) _finder.Close();
    }

    private void AddTyped()
    {
        var typed = _text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        _text = "";
        _finder.Close();
        Add(typed.Select(FromText!));
    }

    private void Add(IEnumerable<T> values)
    {
        var added = values.Except(Chosen).ToList();
        if (added.Count == 0) return;
        CurrentValue = [.. Chosen.Concat(added).Take(Most ?? int.MaxValue)];
        _said = $"Added {string.Join(", ", added.Select(LabelOf))}.";
    }

    private void Remove(T value)
    {
        CurrentValue = [.. Chosen.Where(chosen => !EqualityComparer<T>.Default.Equals(chosen, value))];
        _said = $"Removed {LabelOf(value)}.";
    }

    private void Leave()
    {
        if (FromText is not null && _text.Trim().Length > 0) AddTyped();
        _text = "";
        _finder.Close();
    }
}
