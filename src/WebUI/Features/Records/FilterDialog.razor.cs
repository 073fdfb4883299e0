using Microsoft.AspNetCore.Components;
using NexusCrm.Application.Records.Filters;
using NexusCrm.Application.Records.Queries;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Records;

/// <summary>Edits one part of a list's filter.</summary>
public sealed partial class FilterDialog : ComponentBase
{
    private readonly List<ClauseDraft> _drafts = [];
    private IReadOnlyList<Choice<string?>> _fieldChoices = [];
    private int? _place;
    private bool _open;
    private bool _incomplete;

    /// <summary>The fields that can be filtered, in the order of the catalogue.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<FieldDescription> Fields { get; set; } = [];

    /// <summary>Names of referenced records that are known already.</summary>
    [Parameter] public IReadOnlyDictionary<string, string> Names { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Told the finished part and the place of the one it replaces, null for a new one.</summary>
    [Parameter, EditorRequired] public EventCallback<(int? Place, Filter Part)> OnApply { get; set; }

    /// <summary>Whether the dialog can edit a part; others can only be removed.</summary>
    public static bool CanEdit(Filter part) => part is Clause || (part is AnyOf any && any.Parts.All(p => p is Clause));

    /// <summary>Opens it for a new part on a field.</summary>
    public void Add(FieldDescription field) => Show(null, [ClauseDraft.Of(field)]);

    /// <summary>Opens it for a part of the filter.</summary>
    public void Edit(int place, Filter part) => Show(place, part.Clauses.Select(ClauseDraft.Of));

    protected override void OnParametersSet() => _fieldChoices = [.. Fields.Select(field => new Choice<string?>(field.Key, field.Label))];

    private static IReadOnlyList<Choice<string?>> Comparisons(FieldDescription field) => [.. ClauseDraft.Comparisons(field).Select(comparison => new Choice<string?>(comparison.Name, comparison.Words))];

    private void Show(int? place, IEnumerable<ClauseDraft> drafts)
    {
        _drafts.Clear();
        _drafts.AddRange(drafts);
        (_place, _open, _incomplete) = (place, true, false);
        StateHasChanged();
    }

    private FieldDescription? FieldOf(ClauseDraft draft) => Fields.FirstOrDefault(field => field.Key == draft.Field);

    private void Choose(ClauseDraft draft, string? key)
    {
        if (key != draft.Field && Fields.FirstOrDefault(field => field.Key == key) is { } field) draft.Choose(field);
    }

    private void AddAlternative() => _drafts.Add(ClauseDraft.Of(FieldOf(_drafts[^1]) ?? Fields[0]));

    private async Task ApplyAsync()
    {
        var clauses = _drafts.Select(draft => draft.ToClause()).ToList();
        _incomplete = clauses.Any(clause => clause is null);
        if (_incomplete) return;

        _open = false;
        await OnApply.InvokeAsync((_place, clauses is [{ } only] ? only : new AnyOf([.. clauses.OfType<Filter>()])));
    }
}
