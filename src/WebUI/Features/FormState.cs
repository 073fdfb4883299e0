using Microsoft.AspNetCore.Components.Forms;
using NexusCrm.Domain.Common;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features;

/// <summary>A form of a page: sends once at a time and puts refusals at the field they name, or on top.</summary>
/// <param name="model">What the fields are bound to; its properties are named as the use case names its fields.</param>
public sealed class FormState(object model) : IDisposable
{
    private FormMessages? _messages;

    /// <summary>For the form on the page.</summary>
    public EditContext Context { get; } = new(model);

    /// <summary>True while the form is being sent.</summary>
    public bool Busy { get; private set; }

    /// <summary>True when something was changed since the form was opened or saved.</summary>
    public bool IsModified => Context.IsModified();

    private FormMessages Messages => _messages ??= new(Context);

    /// <inheritdoc />
    public void Dispose() => _messages?.Dispose();

    /// <summary>Sends the form unless it is being sent already, or holds text that is no value; then the answer is null. A refusal stands in the form afterwards.</summary>
    /// <param name="send">Sends the message.</param>
    /// <param name="summary">Where the focus goes after a refusal.</param>
    public async Task<Result<T>?> SendAsync<T>(Func<Task<Result<T>>> send, FormSummary? summary)
    {
        if (Busy) return null;
        Messages.Clear();
        if (Context.GetValidationMessages().Any())
        {
            summary?.Focus();
            return null;
        }

        Busy = true;
        try
        {
            var answer = await send();
            if (answer.Succeeded)
            {
                Context.MarkAsUnmodified();
                return answer;
            }

            Show(answer.Error);
            summary?.Focus();
            return answer;
        }
        finally
        {
            Busy = false;
        }
    }

    /// <summary>Shows a refusal.</summary>
    public void Show(Error error)
    {
        if (error.Fields is { } fields) Messages.Show(fields.Select(field => KeyValuePair.Create(Owner(field.Key), field.Value)));
        else Messages.ShowForm(error.Message);
    }

    /// <summary>The field that holds a list, for a message about one of its places: <c>allowedOrigins[2]</c>.</summary>
    private static string Owner(string path) => path.IndexOf('[', StringComparison.Ordinal) is >= 0 and var at ? path[..at] : path;
}
