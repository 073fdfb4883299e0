using System.Linq.Expressions;
using FluentValidation;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Contacts;

namespace NexusCrm.Application.Contacts.Queries;

/// <summary>Finds contacts that may be the same as what somebody is typing. What cannot be read yet is left out.</summary>
[Requires(Permissions.Contacts.Read)]
public sealed record FindContactDuplicatesQuery(string? Email, string? Phone, string? FirstName, string? LastName, Guid? AccountId) : IQuery<IReadOnlyList<DuplicateRecord<ContactRecord>>>;

internal sealed class FindContactDuplicatesQueryValidator : AbstractValidator<FindContactDuplicatesQuery>
{
    public FindContactDuplicatesQueryValidator()
    {
        RuleFor(q => q.Email).MaximumLength(EmailAddress.MaxLength);
        RuleFor(q => q.Phone).MaximumLength(2 * PhoneNumber.MaxLength);
        RuleFor(q => q.FirstName).MaximumLength(ContactDetails.NameMaxLength);
        RuleFor(q => q.LastName).MaximumLength(ContactDetails.NameMaxLength);
    }
}

internal sealed class FindContactDuplicatesQueryHandler(ContactRecords records) : IQueryHandler<FindContactDuplicatesQuery, IReadOnlyList<DuplicateRecord<ContactRecord>>>
{
    public Task<Result<IReadOnlyList<DuplicateRecord<ContactRecord>>>> Handle(FindContactDuplicatesQuery query, CancellationToken ct) =>
        records.DuplicatesOfAsync(ContactKeys.Of(query.Email, query.Phone, query.FirstName, query.LastName, query.AccountId), except: null, ct);
}

/// <summary>Finds contacts that may be the same as a stored one.</summary>
/// <param name="ContactId">The contact.</param>
[Requires(Permissions.Contacts.Read)]
public sealed record FindDuplicatesOfContactQuery(Guid ContactId) : IQuery<IReadOnlyList<DuplicateRecord<ContactRecord>>>;

internal sealed class FindDuplicatesOfContactQueryHandler(ContactRecords records) : IQueryHandler<FindDuplicatesOfContactQuery, IReadOnlyList<DuplicateRecord<ContactRecord>>>
{
    public async Task<Result<IReadOnlyList<DuplicateRecord<ContactRecord>>>> Handle(FindDuplicatesOfContactQuery query, CancellationToken ct)
    {
        var contact = await records.GetAsync(query.ContactId, ct);
        return contact.Succeeded ? await records.DuplicatesOfAsync(ContactKeysOfRows.Of(contact.Value), contact.Value.Id, ct) : contact.Error;
    }
}

/// <summary>How contacts that may be the same are found.</summary>
internal static class ContactKeysOfRows
{
    /// <summary>The keys of a row.</summary>
    public static ContactKeys Of(ContactRecord contact) => ContactKeys.Of(contact.Emails, contact.Phones, contact.FullName, contact.Accounts.Select(a => a.AccountId));

    /// <summary>The contacts that may be the same as one with some keys.</summary>
    public static Task<Result<IReadOnlyList<DuplicateRecord<ContactRecord>>>> DuplicatesOfAsync(this ContactRecords records, ContactKeys keys, Guid? except, CancellationToken ct) =>
        records.DuplicatesAsync(Conditions(keys), row => ContactDuplicates.Compare(keys, Of(row)), except, ct);

    private static IEnumerable<Expression<Func<Contact, bool>>> Conditions(ContactKeys keys)
    {
        var (emails, phones, accounts) = (keys.Emails.ToArray(), keys.Phones.ToArray(), keys.Accounts.ToArray());
        if (emails.Length > 0) yield return contact => contact.Emails.Any(e => emails.Contains(e.Normalized));
        if (phones.Length > 0) yield return contact => contact.Phones.Any(p => phones.Contains(p.Value));
        if (accounts.Length > 0 && keys.Name is not null) yield return contact => contact.Accounts.Any(a => accounts.Contains(a.AccountId));
    }
}
