using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Leads.Scoring;
using NexusCrm.Domain.Leads;
using Npgsql;
using NpgsqlTypes;

namespace NexusCrm.Infrastructure.Persistence.PostgreSql.Leads;

/// <summary>
/// Scores in the database. The statement holds only when a factor applies; the lines of the breakdown, reasons included, are made by the domain, once for "holds" and once for "does not", so that both give the same texts.
/// </summary>
internal sealed class PostgresRescore(NexusDbContext db) : IRescore
{
    /// <summary>Rows looked at per statement: short locks, few round trips.</summary>
    private const int BatchSize = 20_000;

    private const string BatchEnd = """
        select id as "Value" from leads where organization_id = @organization and id > @after and deleted_at is null and status <> 'converted' order by id offset @size limit 1
        """;

    private static readonly Guid Everything = new("ffffffff-ffff-ffff-ffff-ffffffffffff");

    public async Task<RescoredBatch> NextAsync(ScoringProfile profile, DateTimeOffset now, Guid after, CancellationToken ct)
    {
        var organization = db.OrganizationId!.Value;
        var ends = await db.Database.SqlQueryRaw<Guid>(BatchEnd, Id("organization", organization), Id("after", after), new NpgsqlParameter("size", BatchSize - 1)).ToListAsync(ct);
        Guid? last = ends.Count == 0 ? null : ends[0];
        var written = await db.Database.ExecuteSqlRawAsync(Update(profile), [.. Parameters(profile, now), Id("organization", organization), Id("after", after), Id("until", last ?? Everything)], ct);
        return new RescoredBatch(written, last);
    }

    private static string Update(ScoringProfile profile)
    {
        var indexes = Enumerable.Range(0, profile.Factors.Count).ToList();
        var points = string.Join(" + ", indexes.Select(i => $"case when {Holds(profile.Factors[i], i)} then {profile.Factors[i].Points.ToString(CultureInfo.InvariantCulture)} else 0 end"));
        var score = $"least({LeadScore.Max}, {points})";
        var breakdown = $"jsonb_build_array({string.Join(", ", indexes.Select(i => $"case when {Holds(profile.Factors[i], i)} then @yes{i} else @no{i} end"))})";
        return $"""
            update leads set score = {score}, score_breakdown = {breakdown}, score_profile_version = @version, derived_stamp = derived_stamp + 1
            where organization_id = @organization and id > @after and id <= @until and deleted_at is null and status <> 'converted'
              and (score is distinct from {score} or score_breakdown is distinct from {breakdown})
            """;
    }

    /// <summary>When a factor gives its points; the counterpart of the domain's judgement.</summary>
    private static string Holds(ScoringFactor factor, int index) => factor.Key switch
    {
        ScoringFactors.Email => "email is not null",
        ScoringFactors.Phone => "phone is not null",
        ScoringFactors.Company => "company is not null",
        ScoringFactors.Industry => "industry is not null",
        ScoringFactors.AnnualRevenue => "annual_revenue_amount is not null",
        ScoringFactors.Budget => "budget_amount is not null",
        ScoringFactors.RatingHot => "rating = 'hot'",
        ScoringFactors.RatingWarm => "rating = 'warm'",
        ScoringFactors.RatingCold => "rating = 'cold'",
        ScoringFactors.Engagement => $"last_engagement_at >= @since{index}",
        ScoringFactors.Recent => $"created_at >= @since{index}",
        _ => throw new InvalidOperationException($"Unknown scoring factor '{factor.Key}'."),
    };

    private static IEnumerable<NpgsqlParameter> Parameters(ScoringProfile profile, DateTimeOffset now)
    {
        var never = new LeadFacts(false, false, false, false, false, false, null, null, DateTimeOffset.MinValue);
        var no = LeadScore.Of(never, profile, now).Breakdown;
        for (var i = 0; i < profile.Factors.Count; i++)
        {
            var yes = LeadScore.Of(Always(profile.Factors[i], now), profile, now).Breakdown;
            yield return Line($"yes{i}", yes[i]);
            yield return Line($"no{i}", no[i]);
            if (profile.Factors[i].WindowDays is { } days) yield return new NpgsqlParameter($"since{i}", NpgsqlDbType.TimestampTz) { Value = now.AddDays(-days).UtcDateTime };
        }

        yield return new NpgsqlParameter("version", profile.ProfileVersion);
    }

    /// <summary>Facts under which the factor gives its points.</summary>
    private static LeadFacts Always(ScoringFactor factor, DateTimeOffset now) => new(true, true, true, true, true, true, RatingOf(factor.Key), now, now);

    private static LeadRating? RatingOf(string factor) => factor switch
    {
        ScoringFactors.RatingHot => LeadRating.Hot,
        ScoringFactors.RatingWarm => LeadRating.Warm,
        ScoringFactors.RatingCold => LeadRating.Cold,
        _ => null,
    };

    private static NpgsqlParameter Line(string name, ScoreLine line) =>
        new(name, NpgsqlDbType.Jsonb) { Value = JsonSerializer.Serialize(line, JsonSerializerOptions.Web) };

    private static NpgsqlParameter Id(string name, Guid id) => new(name, NpgsqlDbType.Uuid) { Value = id };
}
