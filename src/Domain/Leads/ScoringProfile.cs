using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Leads;

/// <summary>One reason to score a lead, and its worth.</summary>
/// <param name="Key">One of <see cref="ScoringFactors"/>.</param>
/// <param name="Points">0 to 100.</param>
/// <param name="WindowDays">For engagement and recent: how many days back count, 1 to 365, the last one included; null for the others.</param>
public sealed record ScoringFactor(string Key, int Points, int? WindowDays = null);

/// <summary>The keys of the scoring factors, in the order of the breakdown.</summary>
public static class ScoringFactors
{
    /// <summary>An e-mail address is known.</summary>
    public const string Email = "email";

    /// <summary>A phone number is known.</summary>
    public const string Phone = "phone";

    /// <summary>The company is known.</summary>
    public const string Company = "company";

    /// <summary>The industry is known.</summary>
    public const string Industry = "industry";

    /// <summary>The annual revenue is known.</summary>
    public const string AnnualRevenue = "annual_revenue";

    /// <summary>The budget is known.</summary>
    public const string Budget = "budget";

    /// <summary>Rated hot.</summary>
    public const string RatingHot = "rating_hot";

    /// <summary>Rated warm.</summary>
    public const string RatingWarm = "rating_warm";

    /// <summary>Rated cold.</summary>
    public const string RatingCold = "rating_cold";

    /// <summary>A completed call, e-mail or meeting within the window.</summary>
    public const string Engagement = "engagement";

    /// <summary>Created within the window.</summary>
    public const string Recent = "recent";

    /// <summary>What an organization starts with.</summary>
    public static IReadOnlyList<ScoringFactor> Defaults { get; } =
    [
        new(Email, 10), new(Phone, 5), new(Company, 10), new(Industry, 5), new(AnnualRevenue, 10), new(Budget, 15),
        new(RatingHot, 20), new(RatingWarm, 10), new(RatingCold, 0), new(Engagement, 15, 30), new(Recent, 10, 30),
    ];

    /// <summary>True for factors that count days back.</summary>
    public static bool HasWindow(string key) => key is Engagement or Recent;
}

/// <summary>How an organization scores its leads (rule L13). There is one per organization; every change raises <see cref="ProfileVersion"/>.</summary>
public sealed class ScoringProfile : AggregateRoot
{
    /// <summary>Most points one factor gives.</summary>
    public const int PointsMax = 100;

    /// <summary>Longest window, in days.</summary>
    public const int WindowDaysMax = 365;

    private List<ScoringFactor> _factors = [];

    private ScoringProfile()
    {
    }

    private ScoringProfile(Guid organizationId, DateTimeOffset at, Guid? by) : base(organizationId, at, by)
    {
    }

    /// <summary>Version of the rules, from 1; a score says which it was made with.</summary>
    public int ProfileVersion { get; private set; } = 1;

    /// <summary>The factors in the order of the breakdown; all keys, each once.</summary>
    public IReadOnlyList<ScoringFactor> Factors => _factors;

    /// <summary>The profile an organization starts with.</summary>
    public static ScoringProfile Default(Guid organizationId, DateTimeOffset at, Guid? by) =>
        new(organizationId, at, by) { _factors = [.. ScoringFactors.Defaults] };

    /// <summary>Replaces the factors; one left out gives no points. Nothing happens when they are the same.</summary>
    public Result<Done> Change(IReadOnlyCollection<ScoringFactor> factors, DateTimeOffset at, Guid? by)
    {
        var checks = new FieldChecks();
        foreach (var factor in factors) Check(factor, checks);
        foreach (var twice in factors.GroupBy(f => f.Key, StringComparer.Ordinal).Where(g => g.Skip(1).Any())) checks.Refuse("factors", $"'{twice.Key}' is given twice.");
        if (checks.Failed) return checks.ToError();

        var complete = Complete(factors);
        if (complete.SequenceEqual(_factors)) return Done.Value;
        _factors = complete;
        ProfileVersion++;
        Touch(at, by);
        Raise(new ScoringProfileChanged(OrganizationId, Id, ProfileVersion));
        return Done.Value;
    }

    private static void Check(ScoringFactor factor, FieldChecks checks)
    {
        if (!ScoringFactors.Defaults.Any(d => string.Equals(d.Key, factor.Key, StringComparison.Ordinal))) checks.Refuse("factors", $"'{factor.Key}' is not a factor.");
        if (factor.Points is < 0 or > PointsMax) checks.Refuse("factors", $"Points of '{factor.Key}' are 0 to {PointsMax}.");
        if (factor.WindowDays is null) return;
        if (!ScoringFactors.HasWindow(factor.Key)) checks.Refuse("factors", $"'{factor.Key}' has no window.");
        if (factor.WindowDays is < 1 or > WindowDaysMax) checks.Refuse("factors", $"The window of '{factor.Key}' is 1 to {WindowDaysMax} days.");
    }

    private static List<ScoringFactor> Complete(IReadOnlyCollection<ScoringFactor> given)
    {
        var byKey = given.ToDictionary(f => f.Key, StringComparer.Ordinal);
        return [.. ScoringFactors.Defaults.Select(d => byKey.TryGetValue(d.Key, out var f) ? f with { WindowDays = f.WindowDays ?? d.WindowDays } : d with { Points = 0 })];
    }
}

/// <summary>The rules of scoring changed; every open lead has to be scored again.</summary>
public sealed record ScoringProfileChanged(Guid OrganizationId, Guid RecordId, int ProfileVersion) : IDomainEvent
{
    /// <inheritdoc />
    public string Type => "scoring_profile.changed";
}
