using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Contacts;

namespace NexusCrm.Application.Contacts;

/// <summary>Reads and changes contacts.</summary>
internal sealed class ContactRecords(CrmScope scope) : CrmRecords<Contact, ContactRecord>(scope)
{
    protected override Error NotFound => ContactErrors.NotFound;

    protected override Expression<Func<Contact, ContactRecord>> Projection { get; } = ProjectionOver(scope.Db);

    protected override IQueryable<Contact> Whole(IQueryable<Contact> records) => records.Include(c => c.Emails).Include(c => c.Phones).Include(c => c.Accounts);

    private static Expression<Func<Contact, ContactRecord>> ProjectionOver(INexusDbContext db) => contact => new ContactRecord
    {
        Id = contact.Id,
        FirstName = contact.FirstName,
        LastName = contact.LastName,
        FullName = contact.FullName,
        PrimaryEmail = contact.PrimaryEmail,
        PrimaryPhone = contact.PrimaryPhone,
        Emails = contact.Emails.OrderBy(e => e.Position).Select(e => new ContactPoint(e.Value, e.Label, e.IsPrimary)).ToList(),
        Phones = contact.Phones.OrderBy(p => p.Position).Select(p => new ContactPoint(p.Value, p.Label, p.IsPrimary)).ToList(),
        JobTitle = contact.JobTitle,
        Department = contact.Department,
        ReportsToId = contact.ReportsToId,
        Accounts = contact.Accounts.OrderByDescending(a => a.IsPrimary).ThenBy(a => a.AccountId)
            .Select(a => new ContactPart(a.AccountId, db.Set<Account>().Where(x => x.Id == a.AccountId).Select(x => x.Name).FirstOrDefault(), a.Role, a.IsPrimary)).ToList(),
        Address = contact.Address,
        DoNotCall = contact.DoNotCall,
        EmailOptOut = contact.EmailOptOut,
        OwnerId = contact.OwnerId,
        TerritoryId = contact.TerritoryId,
        Tags = contact.Tags,
        CustomFields = contact.CustomFields,
        CreatedAt = contact.CreatedAt,
        CreatedBy = contact.CreatedBy,
        UpdatedAt = contact.UpdatedAt,
        UpdatedBy = contact.UpdatedBy,
        Version = contact.Version,
        DerivedStamp = contact.DerivedStamp,
        DeletedAt = contact.DeletedAt,
        DeletedBy = contact.DeletedBy,
    };
}
