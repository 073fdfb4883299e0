using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Leads.Conversion;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Activities;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Contacts;
using NexusCrm.Domain.Deals;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.FunctionalTests.Leads.Conversion;

/// <summary>Leads of companies that no other test knows, so that nothing matches by accident.</summary>
internal abstract class ConversionFixture : LeadFixture
{
    protected static readonly ConversionChoices Nothing = new();

    protected static readonly ConversionChoices WithDeal = new() { Deal = new DealTarget(TargetMode.Create) };

    /// <summary>A company name and its mail domain.</summary>
    protected static (string Company, string Domain) ACompany()
    {
        var word = $"c{Guid.CreateVersion7():N}";
        return ($"{word} Pte Ltd", $"{word}.sg");
    }

    protected static LeadDetails ABuyer() => ABuyer(ACompany());

    protected static LeadDetails ABuyer((string Company, string Domain) of) => new()
    {
        FirstName = "Mei",
        LastName = "Tan",
        Email = $"mei.{Guid.CreateVersion7():N}@{of.Domain}",
        Company = of.Company,
        JobTitle = "Buyer",
        Industry = "Logistics",
        Budget = new Money(9500, "SGD"),
        Address = new PostalAddress("1 Raffles Place", null, null, null, "048616", "SG"),
        Utm = new Utm("google", "cpc", "spring", null, null),
        Tags = ["expo"],
    };

    protected Task<Result<ConvertedLead>> Convert(Guid leadId, ConversionChoices? choices = null) => Alice.Send(new ConvertLeadCommand(leadId, choices ?? Nothing));

    protected async Task<ConvertedLead> Converted(Guid leadId, ConversionChoices? choices = null)
    {
        var converted = await Convert(leadId, choices);
        converted.Succeeded.ShouldBeTrue(converted.Error?.ToString());
        return converted.Value;
    }

    protected Task<Account> AnAccount(AccountDetails details) => Add(Account.Create(Organization.Id, details, Nexus.Clock.Now, Alice.UserId).Value);

    protected Task<Contact> AContact(ContactDetails details) => Add(Contact.Create(Organization.Id, details, Nexus.Clock.Now, Alice.UserId).Value);

    protected Task<Activity> AnActivity(ActivityKind kind, params RecordReference[] about) =>
        Add(Activity.Create(Organization.Id, new ActivityDetails { Kind = kind, Subject = "Follow up" }, about, Nexus.Clock.Now, Alice.UserId).Value);

    protected Task<T> Add<T>(T record) where T : class => Alice.WithDbAsync(async db =>
    {
        db.Add(record);
        await db.SaveChangesAsync();
        return record;
    });

    protected Task<Account> StoredAccount(Guid? id) => Alice.WithDbAsync(db => db.Set<Account>().IgnoreQueryFilters(["soft-delete"]).SingleAsync(a => a.Id == id));

    protected Task<Contact> StoredContact(Guid? id) => Alice.WithDbAsync(db =>
        db.Set<Contact>().IgnoreQueryFilters(["soft-delete"]).Include(c => c.Emails).Include(c => c.Phones).Include(c => c.Accounts).SingleAsync(c => c.Id == id));

    protected Task<Deal> StoredDeal(Guid? id) => Alice.WithDbAsync(db => db.Set<Deal>().IgnoreQueryFilters(["soft-delete"]).Include(d => d.Contacts).SingleAsync(d => d.Id == id));

    protected Task<Activity> StoredActivity(Guid id) => Alice.WithDbAsync(db => db.Set<Activity>().IgnoreQueryFilters(["soft-delete"]).Include(a => a.Links).SingleAsync(a => a.Id == id));

    protected Task<int> Count<T>(System.Linq.Expressions.Expression<Func<T, bool>> condition) where T : class => Alice.WithDbAsync(db => db.Set<T>().CountAsync(condition));
}
