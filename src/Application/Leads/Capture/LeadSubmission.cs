using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Capture;

/// <summary>What a visitor sends.</summary>
public sealed record LeadSubmission
{
    /// <summary>Given name.</summary>
    public string? FirstName { get; init; }

    /// <summary>Family name; this or <see cref="Company"/> is required.</summary>
    public string? LastName { get; init; }

    /// <summary>E-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>Telephone number in any spelling.</summary>
    public string? Phone { get; init; }

    /// <summary>Company.</summary>
    public string? Company { get; init; }

    /// <summary>Job title.</summary>
    public string? JobTitle { get; init; }

    /// <summary>The message.</summary>
    public string? Description { get; init; }

    /// <summary>Campaign parameters.</summary>
    public Utm? Utm { get; init; }

    /// <summary>The page that led to the landing page.</summary>
    public string? Referrer { get; init; }

    /// <summary>The first page seen.</summary>
    public string? LandingPage { get; init; }

    /// <summary>True when the visitor agreed to the form's consent text.</summary>
    public bool ConsentGranted { get; init; }

    /// <summary>Version of the text the visitor saw.</summary>
    public int? ConsentVersion { get; init; }

    /// <summary>Content of a field that people do not see; whoever fills it is no person.</summary>
    public string? Trap { get; init; }

    /// <summary>The details of the lead. What the visitor did not type (campaign, pages) is cut to length rather than refused.</summary>
    internal LeadDetails Details(LeadForm form) => new()
    {
        FirstName = FirstName,
        LastName = LastName,
        Email = Email,
        Phone = Phone,
        Company = Company,
        JobTitle = JobTitle,
        Description = Description,
        Source = form.DefaultSource,
        Utm = Utm is null ? Domain.Common.Utm.None : new Utm(Part(Utm.Source), Part(Utm.Medium), Part(Utm.Campaign), Part(Utm.Term), Part(Utm.Content)),
        Referrer = Cut(Referrer, LeadDetails.PageMaxLength),
        LandingPage = Cut(LandingPage, LeadDetails.PageMaxLength),
    };

    private static string? Part(string? text) => Cut(text, Domain.Common.Utm.PartMaxLength);

    /// <summary>Never through the middle of a surrogate pair.</summary>
    private static string? Cut(string? text, int length)
    {
        if (text is null || text.Length <= length) return text;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }
}
