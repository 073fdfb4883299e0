using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NexusCrm.Application.Common.Events;
using NexusCrm.Infrastructure.Persistence;
using Npgsql;

namespace NexusCrm.WebUI.Api;

/// <summary>Liveness (the process answers) and readiness (it can serve: database reached, schema current, change feed connected). Without details: they are public.</summary>
internal static class HealthEndpoints
{
    private const string Ready = "ready";

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<DatabaseCheck>("database", tags: [Ready])
            .AddCheck<ChangeFeedCheck>("changes", failureStatus: HealthStatus.Degraded, tags: [Ready]);
        return services;
    }

    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).DisableRateLimiting().AllowAnonymous();
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) }).DisableRateLimiting().AllowAnonymous();
        return routes;
    }

    private sealed class DatabaseCheck(NpgsqlDataSource source, DatabaseConnections connections) : IHealthCheck
    {
        private bool _schemaIsCurrent;

        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await using var ping = source.CreateCommand("select 1");
                await ping.ExecuteScalarAsync(cancellationToken);
                // Once current, a running build's schema stays current: the migrations are asked only until then.
                _schemaIsCurrent = _schemaIsCurrent || !await DatabaseMigrator.IsBehindAsync(connections, cancellationToken);
                return _schemaIsCurrent ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The schema is older than this build.");
            }
            catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
            {
                return HealthCheckResult.Unhealthy("The database does not answer.");
            }
        }
    }

    private sealed class ChangeFeedCheck(IChangeFeed feed) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(feed.IsListening ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded("Changes of other nodes arrive late."));
    }
}
