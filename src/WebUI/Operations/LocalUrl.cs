namespace NexusCrm.WebUI.Operations;

/// <summary>Where to go after signing in: only ever a page of this application.</summary>
internal static class LocalUrl
{
    /// <summary>The address if it is a path of ours, else the home page. Browsers take <c>//x</c>, <c>/\x</c> and control characters for other hosts.</summary>
    public static string OrHome(string? url) => IsLocal(url) ? url! : "/";

    private static bool IsLocal(string? url) =>
        url is ['/', ..] && (url.Length == 1 || url[1] is not ('/' or '\\')) && !url.Contains('\\', StringComparison.Ordinal) && !url.Any(char.IsControl);
}
