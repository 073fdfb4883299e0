using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace NexusCrm.WebUI.Components.Ui;

/// <summary>The errors of the form around it, in the order of its fields.</summary>
public sealed partial class FormSummary : ComponentBase, IDisposable
{
    private List<(FormField? Field, string Message)> _lines = [];
    private EditContext? _form;
    private bool _focus;

    [Inject] private ClientScript Client { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter] private EditContext Form { get; set; } = default!;

    private string Here => Navigation.Uri.Split('#')[0];

    /// <summary>Moves the focus to the first field with an error, once the page shows it; to the summary when no field has one.</summary>
    public void Focus()
    {
        _focus = true;
        StateHasChanged();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_form is not null) _form.OnValidationStateChanged -= Refresh;
    }

    protected override void OnParametersSet()
    {
        if (_form == Form) return;
        Dispose();
        _form = Form;
        _form.OnValidationStateChanged += Refresh;
        Collect();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_focus) return;
        _focus = false;
        await Client.CallAsync(Assets, "focusFirstError");
    }

    private void Refresh(object? sender, ValidationStateChangedEventArgs change)
    {
        Collect();
        StateHasChanged();
    }

    private void Collect()
    {
        var shown = FormFields.Of(Form).All;
        var atFields = shown.SelectMany(field => Form.GetValidationMessages(field.Key).Select(message => ((FormField?)field.Value, message)));
        var elsewhere = Form.GetValidationMessages().Except(shown.Keys.SelectMany(Form.GetValidationMessages), StringComparer.Ordinal).Select(message => ((FormField?)null, message));
        _lines = [.. elsewhere, .. atFields];
    }
}
