using Npgsql;
using NpgsqlTypes;

namespace NexusCrm.Benchmarks.Data;

/// <summary>Fills an organization with leads by SQL, as the application's role, fast enough for a million.</summary>
internal static class LeadRows
{
    private const string Insert = """
        insert into leads (organization_id, id, status, recycled_count, assignment_locked, score, score_breakdown, score_profile_version,
                           first_name, last_name, full_name, email, normalized_email, email_domain, phone, company, normalized_company, job_title, industry, employee_count,
                           source, rating, do_not_call, email_opt_out, address_city, address_country, address_postal_code,
                           budget_amount, budget_currency, version, created_at, updated_at, owner_id, tags, custom_fields, derived_stamp)
        select $1, (lpad(to_hex(1700000000000 + n::bigint), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0'))::uuid, (array['new','contacted','qualified','disqualified'])[1 + n % 4], 0, false, ((n::bigint * 7919) % 101)::int, '[]', 1,
               'First' || n % 500, 'Last' || n, 'First' || n % 500 || ' Last' || n, 'lead' || n || '@company' || n % 20000 || '.example', 'lead' || n || '@company' || n % 20000 || '.example',
               'company' || n % 20000 || '.example', '+659' || lpad((n % 10000000)::text, 7, '0'), 'Company ' || n % 20000 || ' Pte Ltd', 'company ' || n % 20000, 'Manager', 'Logistics', n % 1000,
               (array['website','event','referral','import'])[1 + n % 4], (array['hot','warm','cold'])[1 + n % 3], false, false, 'Singapore', 'SG', lpad((n % 800000)::text, 6, '0'),
               (n % 200) * 500, 'SGD', 1, $2 - n * interval '13 seconds', $2 - n * interval '7 seconds', case when n % 5 = 0 then null else $3 end, '{}', '{}', 0
        from generate_series($4, $5) n
        """;

    /// <summary>Adds leads number <paramref name="from"/> to <paramref name="to"/>, newest first.</summary>
    public static async Task AddAsync(string connectionString, Guid organization, Guid owner, int from, int to)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = 900 }.ConnectionString);
        await using var connection = await source.OpenConnectionAsync();
        await using var tenant = new NpgsqlCommand("select set_config('app.organization_id', $1, false)", connection);
        tenant.Parameters.Add(new NpgsqlParameter { Value = organization.ToString() });
        await tenant.ExecuteNonQueryAsync();

        await using var insert = new NpgsqlCommand(Insert, connection);
        insert.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Uuid, Value = organization });
        insert.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.TimestampTz, Value = new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc) });
        insert.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Uuid, Value = owner });
        insert.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Integer, Value = from });
        insert.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Integer, Value = to });
        await insert.ExecuteNonQueryAsync();
    }

    /// <summary>Lets the planner know what is there, as autovacuum would within minutes.</summary>
    public static async Task AnalyzeAsync(string adminConnection)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(adminConnection) { CommandTimeout = 600 });
        await using var analyze = source.CreateCommand("vacuum analyze leads");
        await analyze.ExecuteNonQueryAsync();
    }
}
