namespace NexusCrm.WebUI.Components.Layout;

/// <summary>How this browser shows the application, as its cookies remember it, so that the first byte already has the right look.</summary>
/// <param name="Theme"><c>light</c> or <c>dark</c>.</param>
/// <param name="Rail"><c>open</c> or <c>collapsed</c>.</param>
public sealed record Appearance(string Theme, string Rail)
{
    /// <summary>Reads the cookies that <c>theme.js</c> and <c>ui.js</c> write; anything unknown is the default.</summary>
    public static Appearance From(IRequestCookieCollection cookies)
    {
        // "system-dark": follows the system, which was dark when last seen.
        var dark = cookies["theme"] is "dark" or "system-dark";
        return new(dark ? "dark" : "light", cookies["rail"] is "collapsed" ? "collapsed" : "open");
    }
}
