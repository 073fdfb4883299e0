using Microsoft.AspNetCore.Components;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.WebUI.Components.Layout;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features;

/// <summary>A page or a part of one that sends messages. What it has asked for is cancelled when it goes away.</summary>
public abstract class UseCaseComponent : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _closed = new();

    /// <summary>Begins; nothing is asked yet.</summary>
    protected UseCaseComponent() => Closed = _closed.Token;

    /// <summary>Who is signed in, where, and what is open to them; null while the frame is being read.</summary>
    [CascadingParameter] protected ShellView? View { get; set; }

    [Inject] protected IUseCases UseCases { get; private set; } = default!;
    [Inject] protected IToasts Toasts { get; private set; } = default!;
    [Inject] protected NavigationManager Navigation { get; private set; } = default!;

    /// <summary>Cancelled when the component goes away.</summary>
    protected CancellationToken Closed { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the component holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        _closed.Cancel();
        _closed.Dispose();
    }

    /// <summary>Whether a permission is held. Hiding is a courtesy: the use cases guard themselves.</summary>
    protected bool Allows(string permission) => View?.Allows(permission) ?? false;
}
