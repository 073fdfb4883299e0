using NexusCrm.Domain.Leads;

namespace NexusCrm.WebUI.Features.Settings;

/// <summary>The scoring profile while it is edited.</summary>
public sealed class ScoringForm
{
    /// <summary>The factors in the order of the breakdown.</summary>
    public IReadOnlyList<FactorForm> Factors { get; init; } = [];

    /// <summary>Points that a lead with everything gets, before the cap; of the ratings only one holds.</summary>
    public int Most => Factors.Where(f => !f.IsRating).Sum(f => f.Points) + Factors.Where(f => f.IsRating).Select(f => f.Points).DefaultIfEmpty().Max();

    /// <summary>The form of a profile's factors.</summary>
    public static ScoringForm Of(IEnumerable<ScoringFactor> factors) => new() { Factors = [.. factors.Select(f => new FactorForm(f.Key) { Points = f.Points, WindowDays = f.WindowDays })] };

    /// <summary>The factors as the use case takes them.</summary>
    public IReadOnlyList<ScoringFactor> ToFactors() => [.. Factors.Select(f => new ScoringFactor(f.Key, f.Points, f.WindowDays))];
}

/// <summary>One factor while it is edited.</summary>
/// <param name="key">One of <see cref="ScoringFactors"/>.</param>
public sealed class FactorForm(string key)
{
    /// <summary>One of <see cref="ScoringFactors"/>.</summary>
    public string Key => key;

    /// <summary>0 to 100.</summary>
    public int Points { get; set; }

    /// <summary>Days back that count; null where the factor has none.</summary>
    public int? WindowDays { get; set; }

    /// <summary>True for one of the ratings.</summary>
    public bool IsRating => key is ScoringFactors.RatingHot or ScoringFactors.RatingWarm or ScoringFactors.RatingCold;

    /// <summary>What the factor asks, for a person.</summary>
    public string Label => key switch
    {
        ScoringFactors.Email => "E-mail address known",
        ScoringFactors.Phone => "Phone number known",
        ScoringFactors.Company => "Company known",
        ScoringFactors.Industry => "Industry known",
        ScoringFactors.AnnualRevenue => "Annual revenue known",
        ScoringFactors.Budget => "Budget known",
        ScoringFactors.RatingHot => "Rated hot",
        ScoringFactors.RatingWarm => "Rated warm",
        ScoringFactors.RatingCold => "Rated cold",
        ScoringFactors.Engagement => "Call, e-mail or meeting completed lately",
        ScoringFactors.Recent => "Created lately",
        _ => key,
    };

    /// <summary>What is wrong with the points, or null.</summary>
    public string? PointsProblem => Points is < 0 or > ScoringProfile.PointsMax ? $"0 to {ScoringProfile.PointsMax} points." : null;

    /// <summary>What is wrong with the window, or null.</summary>
    public string? WindowProblem => WindowDays is < 1 or > ScoringProfile.WindowDaysMax ? $"1 to {ScoringProfile.WindowDaysMax} days." : null;
}

/// <summary>The lead that the effect of a profile is shown with.</summary>
public sealed class SampleLead
{
    /// <summary>Keys of the factors that hold, ratings left out.</summary>
    public HashSet<string> Holds { get; } = [ScoringFactors.Email, ScoringFactors.Company, ScoringFactors.Recent];

    /// <summary>Its rating.</summary>
    public LeadRating? Rating { get; set; } = LeadRating.Warm;

    /// <summary>True when a factor holds for it.</summary>
    public bool Has(FactorForm factor) => factor.Key switch
    {
        ScoringFactors.RatingHot => Rating is LeadRating.Hot,
        ScoringFactors.RatingWarm => Rating is LeadRating.Warm,
        ScoringFactors.RatingCold => Rating is LeadRating.Cold,
        _ => Holds.Contains(factor.Key),
    };

    /// <summary>Sets whether a factor holds.</summary>
    public void Set(string key, bool holds)
    {
        if (holds) Holds.Add(key);
        else Holds.Remove(key);
    }

    /// <summary>Its score by the factors as they stand.</summary>
    public int Score(ScoringForm form) => Math.Clamp(form.Factors.Where(Has).Sum(f => f.Points), 0, LeadScore.Max);
}
