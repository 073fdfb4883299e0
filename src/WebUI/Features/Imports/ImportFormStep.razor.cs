using Microsoft.AspNetCore.Components;
using NexusCrm.Application.Records.Import;
using NexusCrm.Application.Records.Queries;
using NexusCrm.Domain.Common;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Imports;

/// <summary>The options of an import.</summary>
public sealed partial class ImportFormStep : ComponentBase, IDisposable
{
    private static readonly (DuplicatePolicy Policy, string Title, string Note)[] Policies =
    [
        (DuplicatePolicy.Skip, "Leave it out", "The record stays as it is."),
        (DuplicatePolicy.Update, "Update the record", "Values of the row replace those of the record; blank cells change nothing."),
        (DuplicatePolicy.Create, "Add it all the same", "You may get the same person or company twice."),
    ];

    private static readonly IReadOnlyList<Choice<DateOrder>> Dates = [new(DateOrder.Dmy, "Day first, 21/11/2026"), new(DateOrder.Mdy, "Month first, 11/21/2026"), new(DateOrder.Ymd, "Year first, 2026/11/21")];
    private static readonly IReadOnlyList<Choice<string>> Decimals = [new(".", "Point, 1,234.50"), new(",", "Comma, 1.234,50")];

    private FormState _state = default!;
    private Error? _shown;
    private bool _busy;

    [Parameter, EditorRequired] public ImportDraft Draft { get; set; } = default!;

    /// <summary>The fields that can be imported.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<FieldDescription> Fields { get; set; } = [];

    [Parameter, EditorRequired] public string RecordType { get; set; } = "";

    /// <summary>Why the options were refused.</summary>
    [Parameter] public Error? Refusal { get; set; }

    [Parameter, EditorRequired] public EventCallback OnBack { get; set; }

    [Parameter, EditorRequired] public EventCallback OnNext { get; set; }

    private ImportForm Form => Draft.Form;

    private IReadOnlyList<Choice<string>> MatchChoices =>
        [.. Draft.File.MatchKeys.Select(key => new Choice<string>(key, Fields.FirstOrDefault(f => f.Key == key)?.Label ?? Words.Sentence(key)))];

    /// <inheritdoc />
    public void Dispose() => _state.Dispose();

    protected override void OnInitialized() => _state = new(Form);

    protected override void OnParametersSet()
    {
        if (Refusal is null || ReferenceEquals(Refusal, _shown)) return;
        _shown = Refusal;
        _state.Show(Refusal);
    }

    private async Task NextAsync()
    {
        _busy = true;
        await OnNext.InvokeAsync();
        _busy = false;
    }
}
