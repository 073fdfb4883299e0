namespace NexusCrm.Domain.Leads;

/// <summary>Where a lead stands (domain rules, section 1).</summary>
public enum LeadStatus
{
    /// <summary>Nobody has reached out yet.</summary>
    New,

    /// <summary>Somebody has reached out.</summary>
    Contacted,

    /// <summary>Worth selling to; has an e-mail address or a phone number.</summary>
    Qualified,

    /// <summary>Not pursued, for a stated reason; can be reopened.</summary>
    Disqualified,

    /// <summary>Turned into an account, a contact and perhaps a deal; read-only.</summary>
    Converted,
}

/// <summary>Where a lead came from.</summary>
public enum LeadSource
{
    /// <summary>None of the others, or unknown.</summary>
    Other,

    /// <summary>The website.</summary>
    Website,

    /// <summary>A request for a demonstration.</summary>
    DemoRequest,

    /// <summary>A contact form or message.</summary>
    Contact,

    /// <summary>An event or trade show.</summary>
    Event,

    /// <summary>Recommended by somebody.</summary>
    Referral,

    /// <summary>A cold call.</summary>
    ColdCall,

    /// <summary>An advertisement.</summary>
    Advertisement,

    /// <summary>A partner.</summary>
    Partner,

    /// <summary>An imported list.</summary>
    Import,
}

/// <summary>How promising a person thinks the lead is.</summary>
public enum LeadRating
{
    /// <summary>Likely to buy soon.</summary>
    Hot,

    /// <summary>Interested.</summary>
    Warm,

    /// <summary>Unlikely for now.</summary>
    Cold,
}

/// <summary>Why a lead is not pursued.</summary>
public enum DisqualifyReason
{
    /// <summary>No budget.</summary>
    NoBudget,

    /// <summary>No interest.</summary>
    NoInterest,

    /// <summary>Never answered.</summary>
    NoResponse,

    /// <summary>The wrong person or wrong details.</summary>
    WrongContact,

    /// <summary>Chose, or is, a competitor.</summary>
    Competitor,

    /// <summary>Known already.</summary>
    Duplicate,

    /// <summary>Not a real enquiry.</summary>
    Spam,

    /// <summary>Outside what is sold.</summary>
    NotAFit,

    /// <summary>Something else, said in the note.</summary>
    Other,

    /// <summary>Arrived disqualified in an imported file; cannot be chosen by a person.</summary>
    Imported,
}
