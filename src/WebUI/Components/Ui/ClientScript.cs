using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace NexusCrm.WebUI.Components.Ui;

/// <summary>Calls the functions that <c>Client/src/ui.js</c> exports. One per circuit.</summary>
public sealed class ClientScript(IJSRuntime js)
{
    private Task<IJSObjectReference>? _module;

    /// <summary>Calls a function and waits until it ran. Does nothing once the browser is gone.</summary>
    /// <param name="assets">The calling component's <see cref="ComponentBase.Assets"/>: they know the fingerprinted address.</param>
    /// <param name="function">An export of ui.js.</param>
    /// <param name="arguments">Serialisable values, element references, .NET object references.</param>
    public async Task CallAsync(ResourceAssetCollection assets, string function, params object?[] arguments)
    {
        try
        {
            await (await ModuleAsync(assets)).InvokeVoidAsync(function, arguments);
        }
        catch (JSDisconnectedException)
        {
            // The page was closed or reloaded: there is nothing left to do it to.
        }
    }

    /// <summary>Calls a function and answers what it returned; the default once the browser is gone.</summary>
    public async Task<T?> AskAsync<T>(ResourceAssetCollection assets, string function, params object?[] arguments)
    {
        try
        {
            return await (await ModuleAsync(assets)).InvokeAsync<T>(function, arguments);
        }
        catch (JSDisconnectedException)
        {
            return default;
        }
    }

    private Task<IJSObjectReference> ModuleAsync(ResourceAssetCollection assets) =>
        _module ??= js.InvokeAsync<IJSObjectReference>("import", "./" + assets["ui.js"]).AsTask();
}
