using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.Application.Imports;
using NexusCrm.Application.Organizations.Queries;
using NexusCrm.Application.Records.Import;
using NexusCrm.Application.Records.Queries;
using NexusCrm.Domain.Common;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Imports;

/// <summary>Takes a file in, step by step: what is in it, where its columns go, what would happen, and then the import itself.</summary>
public sealed partial class ImportPage : UseCaseComponent
{
    private const long MaxBytes = 1024L * 1024 * 1024;

    private static readonly string[] StepNames = ["Upload", "Columns", "Options", "Check", "Import"];

    private Result<IReadOnlyList<FieldDescription>>? _fields;
    private Step _step;
    private ImportDraft? _draft;
    private ImportForm _form = new();
    private string? _fileName;
    private string? _problem;
    private Error? _refusal;
    private Guid? _check;
    private JobState? _checked;
    private Guid? _import;
    private JobState? _imported;

    private enum Step
    {
        Upload,
        Columns,
        Options,
        Check,
        Import,
    }

    /// <summary>Key of the record type: <c>leads</c>.</summary>
    [Parameter] public string RecordType { get; set; } = "";

    private bool IsImporting => _step is Step.Import;

    private string ImportText => _checked is { Succeeded: > 0 } found ? string.Create(CultureInfo.InvariantCulture, $"Import {found.Succeeded:N0} {RecordType}") : $"Import {RecordType}";

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var fields = await UseCases.Send(new ListFieldsQuery(RecordType), Closed);
        var organization = await UseCases.Send(new OrganizationQuery(), Closed);
        if (organization.Succeeded) _form = new ImportForm { Country = organization.Value.Address.Country ?? _form.Country, Currency = organization.Value.Currency };
        _fields = fields.Succeeded ? Result<IReadOnlyList<FieldDescription>>.Success([.. fields.Value.Where(f => f.Importable)]) : fields;
    }

    private async Task TakeAsync(UploadAnswer answer)
    {
        _fileName = answer.FileName;
        using var body = Parsed(answer.Body);
        if (answer.Status == StatusCodes.Status200OK && body is not null) await OpenAsync(body.RootElement.GetProperty("uploadId").GetGuid());
        else _problem = body is not null && body.RootElement.TryGetProperty("detail", out var detail) ? detail.GetString() : "The file could not be taken in. Try again.";
    }

    private static JsonDocument? Parsed(string body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task OpenAsync(Guid uploadId)
    {
        _form.Reading = null;
        var preview = await UseCases.Send(new PreviewImportQuery(RecordType, uploadId), Closed);
        if (!preview.Succeeded)
        {
            (_problem, _draft) = (preview.Error.Message, null);
            return;
        }

        if (_form.MatchOn.Count == 0) _form.MatchOn = [.. preview.Value.MatchKeys.Take(1)];
        _draft = ImportDraft.Of(preview.Value, _form);
        (_problem, _step) = (null, Step.Columns);
    }

    private async Task RereadAsync(FileReading reading)
    {
        var preview = await UseCases.Send(new PreviewImportQuery(RecordType, _draft!.File.UploadId, reading), Closed);
        if (!preview.Succeeded)
        {
            Toasts.Error(preview.Error.Message);
            return;
        }

        _form.Reading = reading;
        _draft = ImportDraft.Of(preview.Value, _form);
    }

    private void GoBack(int step) => _step = (Step)step;

    private async Task CheckAsync()
    {
        var check = await UseCases.Send(new StartImportCommand(RecordType, _draft!.File.UploadId, _draft.ToOptions(), DryRun: true), Closed);
        _refusal = check.Error;
        if (check.Succeeded) (_check, _checked, _step) = (check.Value.Id, null, Step.Check);
    }

    private async Task ImportAsync()
    {
        var import = await UseCases.Send(new StartImportCommand(RecordType, _draft!.File.UploadId, _draft.ToOptions(), DryRun: false), Closed);
        if (import.Succeeded) (_import, _step) = (import.Value.Id, Step.Import);
        else Toasts.Error(import.Error.Message);
    }
}
