using System.Globalization;
using Microsoft.AspNetCore.Components;
using NexusCrm.Application.Records.Queries;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Records;

/// <summary>Edits the value of a comparison.</summary>
public sealed partial class FilterValueField : ComponentBase
{
    private const string ExactDay = "exact";
    private const string DayFormat = "yyyy-MM-dd";

    private static readonly Choice<string>[] YesNo = [new("true", "Yes"), new("false", "No")];

    private static readonly Choice<string?>[] Moments =
    [
        new(ExactDay, "a date"), new("@today", "today"), new("@today-1d", "yesterday"), new("@today-7d", "7 days ago"), new("@today-30d", "30 days ago"),
        new("@today-90d", "90 days ago"), new("@today-1y", "a year ago"), new("@today+7d", "in 7 days"), new("@today+30d", "in 30 days"),
    ];

    [Inject] private IEnumerable<IReferenceChoices> References { get; set; } = default!;

    /// <summary>The field that is compared.</summary>
    [Parameter, EditorRequired] public FieldDescription Field { get; set; } = default!;

    /// <summary>The comparison.</summary>
    [Parameter, EditorRequired] public ClauseDraft Draft { get; set; } = default!;

    /// <summary>Names of referenced records that are known already.</summary>
    [Parameter, EditorRequired] public IReadOnlyDictionary<string, string> Names { get; set; } = default!;

    private IReferenceChoices? Reference => References.FirstOrDefault(choices => choices.RecordType == Field.Reference);

    private IReadOnlyList<Choice<string>>? Choices => Field.Type switch
    {
        "choice" => [.. Field.Choices.Select(value => new Choice<string>(value, Words.Sentence(value)))],
        "boolean" => YesNo,
        _ => null,
    };

    private Func<string, CancellationToken, Task<IReadOnlyList<Choice<string>>>>? Search => Reference is { } reference ? reference.FindAsync : null;

    private Func<string, string>? FromText => Field.Type is "choice" or "reference" ? null : text => text.Trim();

    private IReadOnlyList<Choice<string>>? Known => [.. Draft.Values.Select(value => new Choice<string>(value, FilterWords.Value(Field, value, Names)))];

    private decimal? Number
    {
        get => decimal.TryParse(Draft.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;
        set => Draft.Value = value?.ToString(CultureInfo.InvariantCulture);
    }

    private string? Moment
    {
        get => Moments.Any(moment => moment.Value == Draft.Value) ? Draft.Value : ExactDay;
        set => Draft.Value = value == ExactDay ? null : value;
    }

    private DateOnly? Day
    {
        get => DateOnly.TryParseExact(Draft.Value, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        set => Draft.Value = value?.ToString(DayFormat, CultureInfo.InvariantCulture);
    }

    private Task<IReadOnlyList<Choice<string>>> FindAsync(string text, CancellationToken cancellationToken) =>
        Reference?.FindAsync(text, cancellationToken) ?? Task.FromResult<IReadOnlyList<Choice<string>>>([]);
}
