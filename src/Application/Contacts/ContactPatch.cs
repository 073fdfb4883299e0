using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Contacts;

namespace NexusCrm.Application.Contacts;

/// <summary>A JSON merge patch of a contact (RFC 7396): what is left out stays, null clears, lists are replaced whole, the address is merged by part, custom fields by key.</summary>
public sealed record ContactPatch
{
    /// <summary>Given name.</summary>
    public Optional<string?> FirstName { get; init; }

    /// <summary>Family name.</summary>
    public Optional<string?> LastName { get; init; }

    /// <summary>E-mail addresses.</summary>
    public Optional<IReadOnlyList<ContactPoint>?> Emails { get; init; }

    /// <summary>Phone numbers in any spelling.</summary>
    public Optional<IReadOnlyList<ContactPoint>?> Phones { get; init; }

    /// <summary>Job title.</summary>
    public Optional<string?> JobTitle { get; init; }

    /// <summary>Department.</summary>
    public Optional<string?> Department { get; init; }

    /// <summary>The contact this one reports to.</summary>
    public Optional<Guid?> ReportsToId { get; init; }

    /// <summary>Accounts.</summary>
    public Optional<IReadOnlyList<AccountPart>?> Accounts { get; init; }

    /// <summary>Postal address.</summary>
    public Optional<PostalAddressChanges?> Address { get; init; }

    /// <summary>Must not be called.</summary>
    public Optional<bool> DoNotCall { get; init; }

    /// <summary>Must not be mailed.</summary>
    public Optional<bool> EmailOptOut { get; init; }

    /// <summary>Tags.</summary>
    public Optional<IReadOnlyList<string>?> Tags { get; init; }

    /// <summary>Values of the organization's own fields to set, a JSON object; null clears them all.</summary>
    public Optional<string?> CustomFields { get; init; }

    /// <summary>The owner; null for nobody.</summary>
    public Optional<Guid?> OwnerId { get; init; }

    internal ContactDetails ApplyTo(ContactDetails details) => details with
    {
        FirstName = FirstName.Or(details.FirstName),
        LastName = LastName.Or(details.LastName),
        Emails = Emails.Or(details.Emails) ?? [],
        Phones = Phones.Or(details.Phones) ?? [],
        JobTitle = JobTitle.Or(details.JobTitle),
        Department = Department.Or(details.Department),
        ReportsToId = ReportsToId.Or(details.ReportsToId),
        Accounts = Accounts.Or(details.Accounts) ?? [],
        Address = PostalAddressChanges.Apply(Address, details.Address),
        DoNotCall = DoNotCall.Or(details.DoNotCall),
        EmailOptOut = EmailOptOut.Or(details.EmailOptOut),
        Tags = Tags.Or(details.Tags) ?? [],
        CustomFields = CustomFields.Map(patch => patch is null ? "{}" : CustomFieldValues.Merge(details.CustomFields, patch)).Or(details.CustomFields),
    };
}
