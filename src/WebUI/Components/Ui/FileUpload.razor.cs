using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace NexusCrm.WebUI.Components.Ui;

/// <summary>What the server answered to an upload.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">Body as text: JSON.</param>
/// <param name="FileName">Name of the file on the person's machine.</param>
public sealed record UploadAnswer(int Status, string Body, string FileName);

/// <summary>A drop zone and file field that posts its file as soon as it is chosen.</summary>
public sealed partial class FileUpload : ComponentBase, IDisposable
{
    private const int ConnectionLost = 0;
    private const int Cancelled = -1;

    private DotNetObjectReference<FileUpload>? _self;
    private ElementReference _form;
    private string _id = "";
    private string? _error;
    private long? _sent;
    private long _total;

    [Inject] private ElementIds Ids { get; set; } = default!;
    [Inject] private ClientScript Client { get; set; } = default!;

    /// <summary>Address of the endpoint; it reads the antiforgery token from the form.</summary>
    [Parameter, EditorRequired] public string Action { get; set; } = "";

    /// <summary>Name of the file in the form.</summary>
    [Parameter] public string FieldName { get; set; } = "file";

    /// <summary>Accepted types, for example <c>.csv,.xlsx</c>.</summary>
    [Parameter] public string? Accept { get; set; }

    /// <summary>Largest file, in bytes; a larger one is refused before it is sent.</summary>
    [Parameter] public long MaxBytes { get; set; } = 50 * 1024 * 1024;

    [Parameter] public string Label { get; set; } = "Choose a file or drop it here";

    [Parameter] public string? Help { get; set; }

    /// <summary>Further fields of the form.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    /// <summary>Told what the server answered, whatever it was.</summary>
    [Parameter] public EventCallback<UploadAnswer> OnUploaded { get; set; }

    /// <summary>Called by ui.js while the file is being sent.</summary>
    [JSInvokable]
    public void OnProgress(long sent, long total)
    {
        (_sent, _total) = (sent, total);
        StateHasChanged();
    }

    /// <inheritdoc />
    public void Dispose() => _self?.Dispose();

    protected override void OnInitialized() => _id = Ids.Next("file");

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024.0):0.0} MB");

    private async Task UploadAsync()
    {
        _error = null;
        var file = await Client.AskAsync<ChosenFile>(Assets, "chosenFile", _form);
        if (file is null) return;
        if (file.Size > MaxBytes)
        {
            _error = $"{file.Name} has {Megabytes(file.Size)}; at most {Megabytes(MaxBytes)} can be uploaded.";
            return;
        }

        _self ??= DotNetObjectReference.Create(this);
        _total = file.Size;
        var answer = await Client.AskAsync<ServerAnswer>(Assets, "upload", _form, _self);
        _sent = null;
        if (answer is null or { Status: Cancelled }) return;
        if (answer.Status == ConnectionLost)
        {
            _error = "The upload was interrupted. Choose the file again.";
            return;
        }

        await OnUploaded.InvokeAsync(new(answer.Status, answer.Body, file.Name));
    }

    private Task CancelAsync() => Client.CallAsync(Assets, "cancelUpload", _form);

    private sealed record ChosenFile(string Name, long Size);

    private sealed record ServerAnswer(int Status, string Body);
}
