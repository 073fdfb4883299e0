using NexusCrm.Application.Leads.Queries;

namespace NexusCrm.WebUI.Features.Leads;

/// <summary>Says why two leads may be the same.</summary>
internal static class LeadDuplicateWords
{
    /// <summary>"e-mail and phone".</summary>
    public static string Reasons(DuplicateLead duplicate) => string.Join(" and ", duplicate.Reasons.Select(Reason));

    private static string Reason(string reason) => reason switch
    {
        "email" => "e-mail",
        "company_name" => "company and name",
        _ => reason,
    };
}
