using System.Net;

namespace NexusCrm.Application.Leads.Forms;

/// <summary>The texts that put a form on a website.</summary>
/// <param name="PageUrl">The hosted page, to link to.</param>
/// <param name="Iframe">The hosted page inside another; the other page's origin must be among the allowed ones.</param>
/// <param name="Html">A plain form to copy and restyle.</param>
public sealed record LeadFormSnippet(string PageUrl, string Iframe, string Html)
{
    internal static LeadFormSnippet Of(LeadFormRecord form, Uri site)
    {
        var page = new Uri(site, $"/f/{form.PublicKey}").AbsoluteUri;
        return new LeadFormSnippet(page, $"""<iframe src="{page}?embed=1" title="{WebUtility.HtmlEncode(form.Name)}" width="100%" height="640" style="border:0"></iframe>""", Plain(form, page));
    }

    private static string Plain(LeadFormRecord form, string page)
    {
        var consent = form.ConsentText is null ? "" : $"""

              <label><input type="checkbox" name="consent" value="{form.ConsentVersion}"> {WebUtility.HtmlEncode(form.ConsentText)}</label>
            """;
        return $"""
            <form action="{page}" method="post">
              <label>First name <input name="firstName" autocomplete="given-name" maxlength="100"></label>
              <label>Last name <input name="lastName" autocomplete="family-name" maxlength="100" required></label>
              <label>E-mail <input name="email" type="email" autocomplete="email" maxlength="254" required></label>
              <label>Phone <input name="phone" type="tel" autocomplete="tel" maxlength="40"></label>
              <label>Company <input name="company" autocomplete="organization" maxlength="200"></label>
              <label>Message <textarea name="description" maxlength="10000"></textarea></label>{consent}
              <input name="website_url" tabindex="-1" autocomplete="off" aria-hidden="true" style="position:absolute;left:-9999px">
              <button>Send</button>
            </form>
            """;
    }
}
