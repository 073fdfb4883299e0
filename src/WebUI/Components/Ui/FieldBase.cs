using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace NexusCrm.WebUI.Components.Ui;

/// <summary>What all fields share: label, help, errors of the form, ids and the accessible description. Works in interactive and in static forms.</summary>
/// <typeparam name="T">Type of the bound value.</typeparam>
public abstract class FieldBase<T> : InputBase<T>
{
    private string _generatedId = "";

    [Inject] private ElementIds Ids { get; set; } = default!;

    /// <summary>Text above the field; also its name in the error summary.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>One sentence under the field.</summary>
    [Parameter] public string? Help { get; set; }

    /// <summary>Marks the field; whether it may be empty is the use case's to say.</summary>
    [Parameter] public bool Required { get; set; }

    [Parameter] public bool Disabled { get; set; }

    /// <summary>Keeps the label for screen readers only.</summary>
    [Parameter] public bool HideLabel { get; set; }

    [Parameter] public string? Placeholder { get; set; }

    /// <summary>Id of the control; made up when absent.</summary>
    [Parameter] public string? Id { get; set; }

    /// <summary>Id of the control.</summary>
    protected string ElementId => Id ?? _generatedId;

    /// <summary>The form's messages for this field.</summary>
    protected IReadOnlyList<string> Errors => EditContext is null ? [] : [.. EditContext.GetValidationMessages(FieldIdentifier)];

    /// <summary>Attributes that every control carries.</summary>
    protected Dictionary<string, object> ControlAttributes
    {
        get
        {
            var attributes = AdditionalAttributes?.ToDictionary(StringComparer.Ordinal) ?? [];
            attributes["id"] = ElementId;
            attributes["data-field"] = FieldIdentifier.FieldName;
            if (NameAttributeValue.Length > 0) attributes["name"] = NameAttributeValue;
            if (Placeholder is not null) attributes["placeholder"] = Placeholder;
            if (Disabled) attributes["disabled"] = true;
            if (Required) attributes["aria-required"] = "true";
            if (Errors.Count > 0) attributes["aria-invalid"] = "true";
            if (DescribedBy is not null) attributes["aria-describedby"] = DescribedBy;
            return attributes;
        }
    }

    private string? DescribedBy => (Help, Errors.Count) switch
    {
        (null, 0) => null,
        (null, _) => $"{ElementId}-error",
        (_, 0) => $"{ElementId}-help",
        _ => $"{ElementId}-help {ElementId}-error",
    };

    protected override void OnInitialized()
    {
        _generatedId = Ids.Next("field");
        base.OnInitialized();
    }

    protected override void OnParametersSet()
    {
        base.OnParametersSet();
        if (EditContext is not null) FormFields.Of(EditContext).Remember(FieldIdentifier, new(ElementId, Label));
    }
}
