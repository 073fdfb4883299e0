namespace NexusCrm.WebUI.Api;

/// <summary><c>Prefer: dry-run</c> (RFC 7240): the full answer, with nothing written.</summary>
internal static class DryRun
{
    private const string Preference = "dry-run";

    /// <summary>True when the caller asks for it; the answer then says that it was honoured.</summary>
    public static bool TakeDryRun(this HttpContext context)
    {
        var preferences = context.Request.Headers["Prefer"].SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries));
        if (!preferences.Contains(Preference, StringComparer.OrdinalIgnoreCase)) return false;
        context.Response.Headers["Preference-Applied"] = Preference;
        return true;
    }
}
