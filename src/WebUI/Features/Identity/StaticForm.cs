using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;
using NexusCrm.WebUI.Components.Ui;
using NexusCrm.WebUI.Operations;

namespace NexusCrm.WebUI.Features.Identity;

/// <summary>A form that is rendered and posted without a circuit: the model, the messages at its fields, and the request.</summary>
/// <typeparam name="TModel">What is posted.</typeparam>
public abstract class StaticForm<TModel> : ComponentBase, IDisposable
    where TModel : class, new()
{
    private FormMessages? _messages;

    /// <summary>The posted values.</summary>
    [SupplyParameterFromForm]
    protected TModel Form { get; set; } = default!;

    /// <summary>The request.</summary>
    [CascadingParameter]
    protected HttpContext HttpContext { get; set; } = default!;

    /// <summary>The form.</summary>
    protected EditContext Context { get; private set; } = default!;

    [Inject] private protected IUseCases UseCases { get; set; } = default!;

    [Inject] private protected SessionCookie Cookie { get; set; } = default!;

    [Inject] private protected NavigationManager Navigation { get; set; } = default!;

    /// <inheritdoc />
    public void Dispose()
    {
        _messages?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        Form ??= new();
        Context = new EditContext(Form);
        _messages = new FormMessages(Context);
    }

    /// <summary>Shows a refusal at its fields, or above the form. What was typed is shown again, so clear secrets first.</summary>
    protected void Show(Error error)
    {
        if (error.Fields is { } fields) _messages!.Show(fields);
        else _messages!.ShowForm(error.Message);
    }
}
