using System.Reflection;
using Microsoft.AspNetCore.Components.Forms;

namespace NexusCrm.WebUI.Components.Ui;

/// <summary>Puts what a use case refused beside the fields of a form. A message goes away when its field is changed.</summary>
/// <example><code>
/// _messages = new FormMessages(_context);
/// _messages.Show(error.Fields);            // { "company": ["Enter the company."] }
/// _messages.ShowForm("Someone else changed this lead.");
/// </code></example>
public sealed class FormMessages : IDisposable
{
    private readonly EditContext _form;
    private readonly ValidationMessageStore _store;

    /// <summary>Messages for one form.</summary>
    public FormMessages(EditContext form)
    {
        _form = form;
        _store = new ValidationMessageStore(form);
        _form.OnFieldChanged += Forget;
    }

    /// <summary>Replaces all messages.</summary>
    /// <param name="messages">By field path as the use case names it: <c>company</c>, <c>address.city</c>; case does not matter. A path that the form does not have shows in the summary.</param>
    public void Show(IEnumerable<KeyValuePair<string, string[]>> messages)
    {
        _store.Clear();
        foreach (var (path, texts) in messages) _store.Add(Locate(path), texts);
        _form.NotifyValidationStateChanged();
    }

    /// <summary>Replaces all messages by one about the form as a whole.</summary>
    public void ShowForm(string message) => Show([new("", [message])]);

    /// <summary>Takes all messages away: before the next try.</summary>
    public void Clear()
    {
        _store.Clear();
        _form.NotifyValidationStateChanged();
    }

    /// <inheritdoc />
    public void Dispose() => _form.OnFieldChanged -= Forget;

    private FieldIdentifier Locate(string path)
    {
        var model = _form.Model;
        var steps = path.Split('.');
        foreach (var step in steps[..^1])
        {
            if (Property(model, step)?.GetValue(model) is not { } inner) return _form.Field("");
            model = inner;
        }

        return Property(model, steps[^1]) is { } property ? new FieldIdentifier(model, property.Name) : _form.Field("");
    }

    private static PropertyInfo? Property(object model, string name) =>
        model.GetType().GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);

    private void Forget(object? sender, FieldChangedEventArgs change)
    {
        _store.Clear(change.FieldIdentifier);
        _form.NotifyValidationStateChanged();
    }
}
