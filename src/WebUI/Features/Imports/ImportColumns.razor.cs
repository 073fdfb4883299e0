using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using NexusCrm.Application.Records.Import;
using NexusCrm.Application.Records.Queries;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Imports;

/// <summary>Shows how the file is read and lets each column be put into a field; two columns into one field are refused at once.</summary>
public sealed partial class ImportColumns : ComponentBase, IDisposable
{
    private static readonly IReadOnlyList<Choice<char>> Delimiters = [new(',', "Comma ,"), new(';', "Semicolon ;"), new('\t', "Tab"), new('|', "Bar |")];

    private static readonly IReadOnlyList<Choice<string>> Encodings =
        [new("utf-8", "UTF-8"), new("windows-1252", "Windows-1252 (Western)"), new("utf-16", "UTF-16"), new("utf-16BE", "UTF-16, big-endian")];

    private static readonly IReadOnlyList<Choice<bool>> Headings = [new(true, "Names the columns"), new(false, "Is a row already")];

    private IReadOnlyList<Choice<string?>> _choices = [];
    private EditContext _context = default!;
    private ValidationMessageStore _messages = default!;

    [Parameter, EditorRequired] public ImportDraft Draft { get; set; } = default!;

    /// <summary>The fields that can be imported.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<FieldDescription> Fields { get; set; } = [];

    /// <summary>Told that the file is to be read otherwise.</summary>
    [Parameter, EditorRequired] public EventCallback<FileReading> OnReread { get; set; }

    [Parameter, EditorRequired] public EventCallback OnBack { get; set; }

    [Parameter, EditorRequired] public EventCallback OnNext { get; set; }

    private int Mapped => Draft.Columns.Count(c => c.Field is not null);

    private FileReading Reading => new(Encoding, Delimiter, HasHeader);

    private char Delimiter
    {
        get => Draft.File.Delimiter;
        set => _ = OnReread.InvokeAsync(Reading with { Delimiter = value });
    }

    private string Encoding
    {
        get => Draft.File.Encoding;
        set => _ = OnReread.InvokeAsync(Reading with { Encoding = value });
    }

    private bool HasHeader
    {
        get => Draft.File.HasHeader;
        set => _ = OnReread.InvokeAsync(Reading with { HasHeader = value });
    }

    /// <inheritdoc />
    public void Dispose() => _context.OnFieldChanged -= Check;

    protected override void OnInitialized()
    {
        _choices = [.. Fields.Select(field => new Choice<string?>(field.Key, field.Label))];
        _context = new(Draft);
        _messages = new(_context);
        _context.OnFieldChanged += Check;
    }

    private void Check(object? sender, FieldChangedEventArgs change) => Check();

    private bool Check()
    {
        _messages.Clear();
        var twice = Draft.TwiceMapped();
        foreach (var column in Draft.Columns.Where(c => c.Field is { } field && twice.Contains(field)))
            _messages.Add(new FieldIdentifier(column, nameof(ImportColumn.Field)), $"{LabelOf(column.Field)} takes one column. Leave one of them out.");
        _context.NotifyValidationStateChanged();
        StateHasChanged();
        return twice.Count == 0;
    }

    private string? LabelOf(string? field) => Fields.FirstOrDefault(f => f.Key == field)?.Label;

    private Task Next() => Check() ? OnNext.InvokeAsync() : Task.CompletedTask;
}
