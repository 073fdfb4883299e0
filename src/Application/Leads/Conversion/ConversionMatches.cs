using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Contacts;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Conversion;

/// <summary>A record that a lead may already be.</summary>
/// <param name="Id">The account or contact.</param>
/// <param name="Name">Its name.</param>
/// <param name="Reason"><c>email</c>, <c>phone</c>, <c>email_domain</c> or <c>company_name</c>.</param>
/// <param name="Strong">True when it may be taken without asking, if it is the only one. A name never is.</param>
public sealed record ConversionCandidate(Guid Id, string Name, string Reason, bool Strong);

/// <summary>The records a lead may already be, the surest first.</summary>
public sealed record ConversionCandidates(IReadOnlyList<ConversionCandidate> Account, IReadOnlyList<ConversionCandidate> Contact);

/// <summary>Finds the accounts and contacts that a lead may already be, among those the actor sees (rule L5). Every question is one statement over an index.</summary>
internal sealed class ConversionMatches(INexusDbContext db, IActor actor)
{
    private const int Most = 10;

    public async Task<ConversionCandidates> OfAsync(Lead lead, CancellationToken ct) => new(await AccountsAsync(lead, ct), await ContactsAsync(lead, ct));

    private async Task<IReadOnlyList<ConversionCandidate>> ContactsAsync(Lead lead, CancellationToken ct)
    {
        var visible = db.Set<Contact>().Where(RecordVisibility.To<Contact>(actor)).OrderBy(c => c.CreatedAt).ThenBy(c => c.Id);
        var found = new List<ConversionCandidate>();
        if (lead.NormalizedEmail is { } email)
            found.AddRange(await visible.Where(c => c.Emails.Any(e => e.Normalized == email)).Take(Most).Select(c => new ConversionCandidate(c.Id, c.FullName, "email", true)).ToListAsync(ct));

        // A switchboard is shared: with two different e-mail addresses the number alone does not make one person.
        var hasEmail = lead.NormalizedEmail is not null;
        if (lead.Phone is { } phone)
            found.AddRange(await visible.Where(c => c.Phones.Any(p => p.Value == phone)).Take(Most).Select(c => new ConversionCandidate(c.Id, c.FullName, "phone", !hasEmail || !c.Emails.Any())).ToListAsync(ct));
        return Distinct(found);
    }

    private async Task<IReadOnlyList<ConversionCandidate>> AccountsAsync(Lead lead, CancellationToken ct)
    {
        var visible = db.Set<Account>().Where(RecordVisibility.To<Account>(actor)).OrderBy(a => a.CreatedAt).ThenBy(a => a.Id);
        var found = new List<ConversionCandidate>();
        if (lead.EmailDomain is { } domain)
        {
            var ofColleagues = db.Set<Contact>().Where(c => c.Emails.Any(e => e.WorkDomain == domain)).SelectMany(c => c.Accounts).Select(a => a.AccountId);
            found.AddRange(await visible.Where(a => a.WebsiteDomain == domain || ofColleagues.Contains(a.Id)).Take(Most)
                .Select(a => new ConversionCandidate(a.Id, a.Name, "email_domain", true)).ToListAsync(ct));
        }

        if (lead.NormalizedCompany is { } company)
            found.AddRange(await visible.Where(a => a.NormalizedName == company).Take(Most).Select(a => new ConversionCandidate(a.Id, a.Name, "company_name", false)).ToListAsync(ct));
        return Distinct(found);
    }

    private static IReadOnlyList<ConversionCandidate> Distinct(List<ConversionCandidate> found) => [.. found.DistinctBy(c => c.Id).Take(Most)];
}
