using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Leads.Forms;
using NexusCrm.Domain.Leads;

namespace NexusCrm.WebUI.Features.Settings;

/// <summary>A public form while it is edited; named as the use case names its fields.</summary>
public sealed class LeadFormForm
{
    /// <summary>Name.</summary>
    public string? Name { get; set; }

    /// <summary>False refuses submissions.</summary>
    public bool Active { get; set; } = true;

    /// <summary>Web origins that may post from a browser.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; set; } = [];

    /// <summary>What its leads start with.</summary>
    public DefaultsForm Defaults { get; set; } = new();

    /// <summary>The text a visitor agrees to.</summary>
    public string? ConsentText { get; set; }

    /// <summary>Where a visitor goes afterwards.</summary>
    public string? RedirectUrl { get; set; }

    /// <summary>The form of a form.</summary>
    public static LeadFormForm Of(LeadFormRecord record) => new()
    {
        Name = record.Name,
        Active = record.Active,
        AllowedOrigins = record.AllowedOrigins,
        Defaults = new DefaultsForm { Source = record.DefaultSource, OwnerId = record.DefaultOwnerId },
        ConsentText = record.ConsentText,
        RedirectUrl = record.RedirectUrl,
    };

    /// <summary>The details of a new form.</summary>
    public LeadFormDetails ToDetails() => new()
    {
        Name = Name,
        Active = Active,
        AllowedOrigins = AllowedOrigins,
        DefaultSource = Defaults.Source,
        DefaultOwnerId = Defaults.OwnerId,
        ConsentText = ConsentText,
        RedirectUrl = RedirectUrl,
    };

    /// <summary>The changes of an existing form.</summary>
    public LeadFormPatch ToPatch() => new()
    {
        Name = Name,
        Active = Active,
        AllowedOrigins = new Optional<IReadOnlyList<string>?>(AllowedOrigins),
        DefaultSource = Defaults.Source,
        DefaultOwnerId = Defaults.OwnerId,
        ConsentText = ConsentText,
        RedirectUrl = RedirectUrl,
    };

    /// <summary>What leads of the form start with.</summary>
    public sealed class DefaultsForm
    {
        /// <summary>Source.</summary>
        public LeadSource Source { get; set; } = LeadSource.Website;

        /// <summary>Owner; none leaves that to the rules.</summary>
        public Guid? OwnerId { get; set; }
    }
}
