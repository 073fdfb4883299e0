using System.Net;
using NexusCrm.Application.Identity;
using NexusCrm.Application.Members;

namespace NexusCrm.Infrastructure.Email;

/// <summary>The words of the mails about accounts.</summary>
internal static class AccountEmails
{
    public static Email Verification(UserProfile user, Uri link) => Of(
        user.Email, "Confirm your e-mail address",
        $"Hello {user.FirstName},", "please confirm that this is your e-mail address, and start working.",
        "Confirm and sign in", link,
        "The link is good for three days and works once. If you did not sign up for NexusCrm, ignore this mail.");

    public static Email PasswordReset(UserProfile user, Uri link) => Of(
        user.Email, "Set a new password",
        $"Hello {user.FirstName},", "somebody, hopefully you, asked to set a new password for your NexusCrm account.",
        "Set a new password", link,
        "The link is good for one hour and works once. If it was not you, ignore this mail: your password stays as it is.");

    public static Email AlreadyRegistered(UserProfile user, Uri link) => Of(
        user.Email, "You have an account already",
        $"Hello {user.FirstName},", "somebody, hopefully you, tried to sign up for NexusCrm with this e-mail address, which has an account.",
        "Sign in", link,
        "Forgot the password? You can set a new one from the sign-in page. If it was not you, ignore this mail: nothing has changed.");

    public static Email EmailChange(UserProfile user, string newEmail, Uri link) => Of(
        newEmail, "Confirm your new e-mail address",
        $"Hello {user.FirstName},", "please confirm that you want to sign in to NexusCrm with this e-mail address from now on.",
        "Use this address", link,
        "The link is good for one hour and works once. If you did not ask for it, ignore this mail: nothing changes.");

    public static Email EmailChanged(string formerEmail, string firstName, Uri link) => Of(
        formerEmail, "Your e-mail address was changed",
        $"Hello {firstName},", "your NexusCrm account has another e-mail address now; this one no longer signs in.",
        "Go to NexusCrm", link,
        "If it was not you, tell the administrator of your organization at once.");

    public static Email Invitation(InvitationMail mail, Uri link) => Of(
        mail.Email, $"{OneLine(mail.InviterName)} invites you to {OneLine(mail.OrganizationName)}",
        "Hello,", $"{mail.InviterName} invites you to work with {mail.OrganizationName} in NexusCrm as {mail.RoleName}.",
        "Accept the invitation", link,
        "The link is good for seven days and works once. If you do not know the sender, ignore this mail.");

    /// <summary>Names are typed by people; a subject is one line.</summary>
    private static string OneLine(string name) => string.Concat(name.Where(c => !char.IsControl(c)));

    private static Email Of(string to, string subject, string greeting, string reason, string action, Uri link, string note)
    {
        var text = $"{greeting}\r\n\r\n{reason}\r\n\r\n{action}:\r\n{link}\r\n\r\n{note}\r\n";
        var html = $"""
            <!DOCTYPE html><html lang="en"><body style="font-family:sans-serif;font-size:16px;line-height:1.5;color:#1c1e24">
            <p>{Html(greeting)}</p><p>{Html(reason)}</p>
            <p><a href="{Html(link.AbsoluteUri)}" style="display:inline-block;padding:10px 16px;border-radius:6px;background:#4f46e5;color:#ffffff;text-decoration:none">{Html(action)}</a></p>
            <p style="color:#5b606b">{Html(note)}</p></body></html>
            """;
        return new Email(to, subject, text, html);
    }

    private static string Html(string text) => WebUtility.HtmlEncode(text);
}
