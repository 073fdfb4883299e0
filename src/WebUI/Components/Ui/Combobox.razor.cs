using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace NexusCrm.WebUI.Components.Ui;

/// <summary>A field that takes one value out of a list, which may be large and asked from the server while typing (ARIA combobox pattern).</summary>
/// <typeparam name="T">Type of the value; nullable where nothing may be chosen.</typeparam>
public sealed partial class Combobox<T> : FieldBase<T>
{
    private ChoiceFinder<T> _finder = default!;
    private ElementReference _anchor;
    private ElementReference _popup;
    private string _text = "";
    private string _chosenText = "";
    private T? _known;
    private bool _place;

    [Inject] private ClientScript Client { get; set; } = default!;
    [Inject] private TimeProvider Clock { get; set; } = default!;

    /// <summary>The choices, when they are few and known.</summary>
    [Parameter] public IReadOnlyList<Choice<T>>? Choices { get; set; }

    /// <summary>Finds choices by what was typed; with an empty text, what is worth offering first. Twenty are enough.</summary>
    [Parameter] public Func<string, CancellationToken, Task<IReadOnlyList<Choice<T>>>>? Search { get; set; }

    /// <summary>Label of the value that is set from outside; needed with <see cref="Search"/>.</summary>
    [Parameter] public string? ValueText { get; set; }

    /// <summary>What the list says when it is empty.</summary>
    [Parameter] public string NothingFound { get; set; } = "Nothing found.";

    /// <summary>Offers to create what was typed.</summary>
    [Parameter] public EventCallback<string> OnCreate { get; set; }

    private string ListId => $"{ElementId}-list";
    private bool HasValue => !EqualityComparer<T>.Default.Equals(CurrentValue, default);

    protected override void OnInitialized()
    {
        base.OnInitialized();
        _finder = new(Clock);
        TakeText();
    }

    protected override void OnParametersSet()
    {
        base.OnParametersSet();
        if (!EqualityComparer<T>.Default.Equals(_known, CurrentValue)) TakeText();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_place || !_finder.Open) return;
        _place = false;
        await Client.CallAsync(Assets, "showPopup", _popup, _anchor);
        if (_finder.ActiveOption is not null) await Client.CallAsync(Assets, "scrollOptionIntoView", OptionId(_finder.Active));
    }

    protected override bool TryParseValueFromString(string? value, out T result, out string validationErrorMessage) =>
        throw new NotSupportedException("A combobox binds its value, not a text.");

    protected override void Dispose(bool disposing)
    {
        if (disposing) _finder.Dispose();
        base.Dispose(disposing);
    }

    private string OptionId(int index) => $"{ListId}-{index}";

    private bool IsChosen(Choice<T> option) => HasValue && EqualityComparer<T>.Default.Equals(option.Value, CurrentValue);

    private Task TypedAsync(string? text)
    {
        _text = text ?? "";
        return FindAsync(_text.Trim(), typed: true);
    }

    private Task OpenAsync() => _finder.Open || Disabled ? Task.CompletedTask : FindAsync("", typed: false);

    private async Task FindAsync(string text, bool typed)
    {
        _place = true;
        var finding = _finder.FindAsync(SourceAsync, text, typed && Search is not null, activateFirst: text.Length > 0);
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
                Choose(option);
                break;
            case "Enter" when _finder is { Open: true, Searching: false, Options.Count: 0 } && OnCreate.HasDelegate:
                await CreateAsync();
                break;
            case "Escape":
                Revert();
                break;
        }
    }

    private void Move(int step)
    {
        _finder.Move(step);
        _place = true;
    }

    private void Choose(Choice<T> option)
    {
        CurrentValue = option.Value;
        (_known, _text, _chosenText) = (option.Value, option.Label, option.Label);
        _finder.Close();
    }

    private async Task CreateAsync()
    {
        var text = _text.Trim();
        _finder.Close();
        await OnCreate.InvokeAsync(text);
        TakeText();
    }

    private void Clear()
    {
        CurrentValue = default;
        (_known, _text, _chosenText) = (default, "", "");
        _finder.Close();
    }

    private void Leave()
    {
        if (_text.Trim().Length == 0 && HasValue && !Required) Clear();
        else Revert();
    }

    private void Revert()
    {
        _text = _chosenText;
        _finder.Close();
    }

    private void TakeText()
    {
        _known = CurrentValue;
        _chosenText = HasValue ? ValueText ?? Choices?.FirstOrDefault(IsChosen)?.Label ?? Convert.ToString(CurrentValue, System.Globalization.CultureInfo.InvariantCulture) ?? "" : "";
        _text = _chosenText;
    }
}
