using System.Text.RegularExpressions;

namespace NexusCrm.Domain.Common;

/// <summary>An e-mail address as typed and as compared. The syntax is the practical subset of RFC 5321 without quoted local parts or address literals.</summary>
/// <param name="Value">As typed, trimmed.</param>
/// <param name="Normalized">Lower case: what uniqueness and duplicates compare.</param>
public sealed partial record EmailAddress(string Value, string Normalized)
{
    /// <summary>Longest address (RFC 5321 4.5.3.1.3).</summary>
    public const int MaxLength = 254;

    private static readonly HashSet<string> FreeMailDomains = new(StringComparer.Ordinal)
    {
        "gmail.com", "googlemail.com", "yahoo.com", "yahoo.com.sg", "ymail.com", "hotmail.com", "hotmail.sg", "outlook.com", "outlook.sg", "live.com", "live.com.sg",
        "msn.com", "icloud.com", "me.com", "mac.com", "aol.com", "proton.me", "protonmail.com", "gmx.com", "gmx.net", "mail.com", "zoho.com", "yandex.com", "qq.com",
        "163.com", "126.com", "sina.com", "foxmail.com", "singnet.com.sg", "pacific.net.sg", "starhub.net.sg", "fastmail.com", "hey.com", "tutanota.com",
    };

    /// <summary>The part after the last @, lower case.</summary>
    public string Domain => Normalized[(Normalized.LastIndexOf('@') + 1)..];

    /// <summary>True for an address at a public mailbox provider, whose domain says nothing about the company (rule L5).</summary>
    public bool IsFreeMail => FreeMailDomains.Contains(Domain);

    /// <summary>The registrable domain of a work address (<c>sg.acme.com.sg</c> is <c>acme.com.sg</c>), or null at a public mailbox provider (rule L5).</summary>
    public string? WorkDomain => IsFreeMail ? null : DomainName.Registrable(Domain);

    /// <summary>Reads an address.</summary>
    public static Result<EmailAddress> Parse(string text)
    {
        var value = text.Trim();
        if (value.Length > MaxLength) return Error.Malformed("email_too_long", $"An e-mail address has at most {MaxLength} characters.");
        if (!Syntax().IsMatch(value) || value.IndexOf('@') > 64) return Error.Malformed("email_invalid", "This is not an e-mail address.");
        return new EmailAddress(value, value.ToLowerInvariant());
    }

    [GeneratedRegex(@"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~\-\u0080-\uFFFF]+@(?:[A-Za-z0-9\u0080-\uFFFF](?:[A-Za-z0-9\-\u0080-\uFFFF]{0,61}[A-Za-z0-9\u0080-\uFFFF])?\.)+[A-Za-z\u0080-\uFFFF](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9\u0080-\uFFFF])$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Syntax();
}
