using NexusCrm.Application.Merging;
using NexusCrm.Domain.Common;
using NexusCrm.TestKit.Nexus;
using Npgsql;

namespace NexusCrm.Application.FunctionalTests.Merging;

/// <summary>Merges with a picture of every row that a merge can touch.</summary>
internal abstract class MergeFixture : CrmFixture
{
    private static readonly string[] Tables =
        ["leads", "accounts", "contacts", "deals", "activities", "activity_links", "contact_accounts", "contact_emails", "contact_phones", "deal_contacts", "consent_entries", "lead_touches", "conversion_journals"];

    /// <summary>What every change moves, rows that a restored list makes anew (their ids), and order within them.</summary>
    private static readonly string[] Moving = ["version", "updated_at", "updated_by", "derived_stamp", "score", "score_breakdown", "score_profile_version"];

    protected static MergeOrder Order(Guid winner, params Guid[] losers) => new(winner, losers, new Dictionary<string, Guid>());

    /// <summary>All rows of an organization without what every change moves, as the database writes them.</summary>
    protected async Task<string> PictureAsync(TestOrganization organization)
    {
        await using var source = NpgsqlDataSource.Create(Nexus.Connections.Admin!);
        var lines = new List<string>();
        foreach (var table in Tables)
        {
            string[] unseen = table is "contact_emails" or "contact_phones" ? [.. Moving, "id"] : Moving;
            await using var rows = source.CreateCommand($"select (to_jsonb(t) - $1::text[])::text as line from {table} t where organization_id = $2 order by 1");
            rows.Parameters.AddWithValue(unseen);
            rows.Parameters.AddWithValue(organization.Id);
            await using var reader = await rows.ExecuteReaderAsync();
            while (await reader.ReadAsync()) lines.Add($"{table} {reader.GetString(0)}");
        }

        return string.Join('\n', lines);
    }

    /// <summary>Where two pictures differ: lines of the first that the second lacks, and the other way round.</summary>
    protected static IEnumerable<string> Differences(string before, string after)
    {
        var (one, other) = (before.Split('\n'), after.Split('\n'));
        return [.. one.Except(other).Select(l => "- " + l), .. other.Except(one).Select(l => "+ " + l)];
    }

    protected static Error RefusalOf<T>(Result<T> result)
    {
        result.Succeeded.ShouldBeFalse();
        return result.Error!;
    }
}
