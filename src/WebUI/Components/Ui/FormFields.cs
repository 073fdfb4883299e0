using Microsoft.AspNetCore.Components.Forms;

namespace NexusCrm.WebUI.Components.Ui;

/// <summary>Where a field of a form is on the page, and what it is called there.</summary>
/// <param name="ElementId">Id of its control.</param>
/// <param name="Label">Its label.</param>
public sealed record FormField(string ElementId, string Label);

/// <summary>The fields that a form shows, in their order, so that the error summary can name and link them.</summary>
public sealed class FormFields
{
    private static readonly object Key = new();
    private readonly Dictionary<FieldIdentifier, FormField> _fields = [];

    /// <summary>The fields of a form.</summary>
    public static FormFields Of(EditContext form)
    {
        if (form.Properties.TryGetValue(Key, out var known)) return (FormFields)known;
        var fields = new FormFields();
        form.Properties[Key] = fields;
        return fields;
    }

    /// <summary>The fields, first shown first.</summary>
    public IReadOnlyDictionary<FieldIdentifier, FormField> All => _fields;

    /// <summary>Called by each field when it is shown.</summary>
    public void Remember(FieldIdentifier identifier, FormField field) => _fields[identifier] = field;
}
