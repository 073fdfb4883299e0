using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Forms;

/// <summary>A JSON merge patch of a form: what is left out stays, null clears.</summary>
public sealed record LeadFormPatch
{
    /// <summary>Name.</summary>
    public Optional<string?> Name { get; init; }

    /// <summary>False refuses submissions.</summary>
    public Optional<bool> Active { get; init; }

    /// <summary>Web origins that may post from a browser and embed the form.</summary>
    public Optional<IReadOnlyList<string>?> AllowedOrigins { get; init; }

    /// <summary>The source of its leads.</summary>
    public Optional<LeadSource> DefaultSource { get; init; }

    /// <summary>The owner of its leads.</summary>
    public Optional<Guid?> DefaultOwnerId { get; init; }

    /// <summary>The text a visitor agrees to.</summary>
    public Optional<string?> ConsentText { get; init; }

    /// <summary>Where a visitor goes after sending the hosted form.</summary>
    public Optional<string?> RedirectUrl { get; init; }

    /// <summary>The details with this patch applied.</summary>
    internal LeadFormDetails ApplyTo(LeadFormDetails details) => details with
    {
        Name = Name.Or(details.Name),
        Active = Active.Or(details.Active),
        AllowedOrigins = AllowedOrigins.Or(details.AllowedOrigins) ?? [],
        DefaultSource = DefaultSource.Or(details.DefaultSource),
        DefaultOwnerId = DefaultOwnerId.Or(details.DefaultOwnerId),
        ConsentText = ConsentText.Or(details.ConsentText),
        RedirectUrl = RedirectUrl.Or(details.RedirectUrl),
    };
}
