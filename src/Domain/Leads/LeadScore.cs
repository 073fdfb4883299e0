using System.Globalization;
using System.Text.Json;

namespace NexusCrm.Domain.Leads;

/// <summary>What scoring looks at.</summary>
public sealed record LeadFacts(
    bool HasEmail,
    bool HasPhone,
    bool HasCompany,
    bool HasIndustry,
    bool HasAnnualRevenue,
    bool HasBudget,
    LeadRating? Rating,
    DateTimeOffset? LastEngagementAt,
    DateTimeOffset CreatedAt)
{
    /// <summary>The facts of a lead.</summary>
    public static LeadFacts Of(Lead lead) => new(
        lead.Email is not null,
        lead.Phone is not null,
        lead.Company is not null,
        lead.Industry is not null,
        lead.AnnualRevenue is not null,
        lead.Budget is not null,
        lead.Rating,
        lead.LastEngagementAt,
        lead.CreatedAt);
}

/// <summary>What one factor gave.</summary>
/// <param name="Factor">The factor's key.</param>
/// <param name="Points">What it gave: <paramref name="Max"/> or 0.</param>
/// <param name="Max">What it can give.</param>
/// <param name="Reason">Why, for a person.</param>
public sealed record ScoreLine(string Factor, int Points, int Max, string Reason);

/// <summary>How promising a lead is by its facts, with the reasons (rule L13).</summary>
/// <param name="Value">0 to 100: the sum of the lines, clamped.</param>
/// <param name="Breakdown">One line per factor of the profile, in its order.</param>
/// <param name="ProfileVersion">The version of the rules.</param>
public sealed record LeadScore(int Value, IReadOnlyList<ScoreLine> Breakdown, int ProfileVersion)
{
    /// <summary>Highest score.</summary>
    public const int Max = 100;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Scores the facts by the profile, as of <paramref name="now"/>.</summary>
    public static LeadScore Of(LeadFacts facts, ScoringProfile profile, DateTimeOffset now)
    {
        IReadOnlyList<ScoreLine> lines = [.. profile.Factors.Select(f => Line(f, facts, now))];
        return new LeadScore(Math.Clamp(lines.Sum(l => l.Points), 0, Max), lines, profile.ProfileVersion);
    }

    /// <summary>The breakdown as it is stored and sent: a JSON array of <c>{factor, points, max, reason}</c>.</summary>
    public string BreakdownJson() => JsonSerializer.Serialize(Breakdown, Json);

    /// <summary>Reads a stored breakdown.</summary>
    public static IReadOnlyList<ScoreLine> ReadBreakdown(string json) => JsonSerializer.Deserialize<List<ScoreLine>>(json, Json) ?? [];

    private static ScoreLine Line(ScoringFactor factor, LeadFacts facts, DateTimeOffset now)
    {
        var (holds, reason) = Judge(factor, facts, now);
        return new ScoreLine(factor.Key, holds ? factor.Points : 0, factor.Points, reason);
    }

    private static (bool Holds, string Reason) Judge(ScoringFactor factor, LeadFacts facts, DateTimeOffset now) => factor.Key switch
    {
        ScoringFactors.Email => Known(facts.HasEmail, "E-mail"),
        ScoringFactors.Phone => Known(facts.HasPhone, "Phone"),
        ScoringFactors.Company => Known(facts.HasCompany, "Company"),
        ScoringFactors.Industry => Known(facts.HasIndustry, "Industry"),
        ScoringFactors.AnnualRevenue => Known(facts.HasAnnualRevenue, "Annual revenue"),
        ScoringFactors.Budget => Known(facts.HasBudget, "Budget"),
        ScoringFactors.RatingHot => Rated(facts.Rating, LeadRating.Hot),
        ScoringFactors.RatingWarm => Rated(facts.Rating, LeadRating.Warm),
        ScoringFactors.RatingCold => Rated(facts.Rating, LeadRating.Cold),
        ScoringFactors.Engagement => Within(factor, facts.LastEngagementAt, now, "Engaged", "No completed call, e-mail or meeting"),
        ScoringFactors.Recent => Within(factor, facts.CreatedAt, now, "Created", "Not created"),
        _ => throw new InvalidOperationException($"Unknown scoring factor '{factor.Key}'."),
    };

    private static (bool Holds, string Reason) Known(bool known, string what) => (known, known ? $"{what} known" : $"{what} missing");

    private static (bool Holds, string Reason) Rated(LeadRating? rating, LeadRating wanted)
    {
        var word = wanted.ToString().ToLowerInvariant();
        return rating == wanted ? (true, $"Rated {word}") : (false, $"Not rated {word}");
    }

    /// <summary>The last moment of the window counts: exactly 30 days ago is within 30 days.</summary>
    private static (bool Holds, string Reason) Within(ScoringFactor factor, DateTimeOffset? at, DateTimeOffset now, string yes, string no)
    {
        var days = factor.WindowDays.GetValueOrDefault();
        var holds = at is { } moment && now - moment <= TimeSpan.FromDays(days);
        return (holds, string.Create(CultureInfo.InvariantCulture, $"{(holds ? yes : no)} within {days} days"));
    }
}
