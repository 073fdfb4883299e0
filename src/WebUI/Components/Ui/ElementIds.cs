using System.Globalization;

namespace NexusCrm.WebUI.Components.Ui;

/// <summary>Hands out element ids that are unique on the page and the same in prerendering and in the circuit.</summary>
public sealed class ElementIds
{
    private int _last;

    /// <summary>The next id, for example <c>menu-12</c>.</summary>
    public string Next(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{++_last}");
}
