using NexusCrm.Application.Common.Crm;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Contacts;

namespace NexusCrm.Application.Contacts;

/// <summary>A contact as lists, pages and the API show it.</summary>
public sealed record ContactRecord : CrmRow
{
    /// <summary>Given name.</summary>
    public required string? FirstName { get; init; }

    /// <summary>Family name.</summary>
    public required string? LastName { get; init; }

    /// <summary>"First Last", or the e-mail address.</summary>
    public required string FullName { get; init; }

    /// <summary>The primary e-mail address.</summary>
    public required string? PrimaryEmail { get; init; }

    /// <summary>The primary phone number, E.164.</summary>
    public required string? PrimaryPhone { get; init; }

    /// <summary>E-mail addresses, the primary one first.</summary>
    public required IReadOnlyList<ContactPoint> Emails { get; init; }

    /// <summary>Phone numbers, E.164, the primary one first.</summary>
    public required IReadOnlyList<ContactPoint> Phones { get; init; }

    /// <summary>Job title.</summary>
    public required string? JobTitle { get; init; }

    /// <summary>Department.</summary>
    public required string? Department { get; init; }

    /// <summary>The contact this one reports to.</summary>
    public required Guid? ReportsToId { get; init; }

    /// <summary>Accounts, those it is the primary contact of first.</summary>
    public required IReadOnlyList<ContactPart> Accounts { get; init; }

    /// <summary>Postal address.</summary>
    public required PostalAddress Address { get; init; }

    /// <summary>Must not be called.</summary>
    public required bool DoNotCall { get; init; }

    /// <summary>Must not be mailed.</summary>
    public required bool EmailOptOut { get; init; }
}

/// <summary>The part a contact has in an account.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="AccountName">Its name; null while it is in the recycle bin.</param>
/// <param name="Role">The contact's role there.</param>
/// <param name="Primary">True for the account's primary contact.</param>
public sealed record ContactPart(Guid AccountId, string? AccountName, string? Role, bool Primary);
