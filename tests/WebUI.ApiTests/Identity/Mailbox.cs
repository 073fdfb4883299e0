using System.Text.RegularExpressions;

namespace NexusCrm.WebUI.ApiTests.Identity;

/// <summary>The mails that an application has sent.</summary>
internal static partial class Mailbox
{
    /// <summary>Generous: the machine may be busy.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>All of them, readable.</summary>
    public static IReadOnlyList<string> Of(ApiHost host) =>
        [.. Directory.GetFiles(host.MailFolder, "*.eml").Select(Read).Where(text => text.Length > 0).Select(Decode)];

    /// <summary>Waits for a mail to an address with a link to a page, and takes the token out of it.</summary>
    public static async Task<(string Address, string Token)> LinkAsync(ApiHost host, string email, string page, params string[] except)
    {
        (string, string)? found = null;
        await EventuallyAsync(() => (found = Find(host, email, page, except)) is not null);
        return found!.Value;
    }

    /// <summary>Waits until something holds.</summary>
    public static async Task EventuallyAsync(Func<bool> holds)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (!holds()) await Task.Delay(20, deadline.Token);
    }

    private static (string, string)? Find(ApiHost host, string email, string page, string[] except) => Of(host)
        .Where(mail => mail.Contains($"To: {email}", StringComparison.OrdinalIgnoreCase))
        .Select(mail => Link().Match(mail))
        .Where(link => link.Success && link.Groups["page"].Value == page && !except.Contains(link.Groups["token"].Value))
        .Select(link => ((string, string)?)(link.Value, link.Groups["token"].Value)).FirstOrDefault();

    /// <summary>A mail that is being written is not there yet.</summary>
    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <summary>Undoes quoted-printable, in which links are broken over lines.</summary>
    private static string Decode(string mail) => SoftBreak().Replace(mail, "").Replace("=3D", "=", StringComparison.Ordinal);

    [GeneratedRegex(@"https?://[^\s""]+/(?<page>[a-z-]+)\?(email=[^&\s]+&)?token=(?<token>[A-Za-z0-9_-]{43,})", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex(@"=\r?\n")]
    private static partial Regex SoftBreak();
}
