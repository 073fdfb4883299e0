namespace NexusCrm.Domain.Common;

/// <summary>The address of a website.</summary>
public static class WebAddress
{
    /// <summary>Longest address, in characters, scheme included.</summary>
    public const int MaxLength = 300;

    /// <summary>Reads an http or https address; one without scheme is taken as https.</summary>
    public static Result<string> Parse(string text)
    {
        var typed = text.Trim();
        var value = typed.Contains("://", StringComparison.Ordinal) ? typed : "https://" + typed;
        if (value.Length > MaxLength) return Error.Malformed("website_too_long", $"A website has at most {MaxLength} characters.");
        return IsWebsite(value) ? value : Error.Malformed("website_invalid", "This is not the address of a website.");
    }

    private static bool IsWebsite(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.UserInfo.Length == 0
        && uri.Host.Contains('.', StringComparison.Ordinal)
        && !value.Any(char.IsWhiteSpace);
}
