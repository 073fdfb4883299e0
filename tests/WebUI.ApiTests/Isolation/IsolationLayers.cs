using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.Extensions.DependencyInjection;
using NexusCrm.Infrastructure.Persistence;
using Npgsql;

namespace NexusCrm.WebUI.ApiTests.Isolation;

/// <summary>Which of the two layers that keep organizations apart are at work.</summary>
public enum IsolationLayers
{
    /// <summary>Query filters and row level security, as in production.</summary>
    Both,

    /// <summary>EF asks without the tenant filter; the database alone protects.</summary>
    RowSecurityOnly,

    /// <summary>The database has no row level security; the application alone protects.</summary>
    FiltersOnly,
}

/// <summary>Starts the application with one layer taken away. Only tests can: there is no setting for it.</summary>
internal static class LayeredHost
{
    public static async Task<ApiHost> StartAsync(IsolationLayers layers)
    {
        var host = await ApiHost.StartAsync(configure: layers is IsolationLayers.RowSecurityOnly ? RemoveTenantFilter : null);
        if (layers is IsolationLayers.FiltersOnly) await RemoveRowSecurityAsync(host);
        return host;
    }

    /// <summary>What is really at work in a host: seen in its queries and in its database, not taken from the request.</summary>
    public static async Task<IsolationLayers> LayersOfAsync(ApiHost host)
    {
        if (host.Services.GetService<WithoutTenantFilter>() is { Rewritten: > 0 }) return IsolationLayers.RowSecurityOnly;
        await using var source = NpgsqlDataSource.Create(host.Connections.Admin!);
        await using var secured = source.CreateCommand("select exists (select from pg_class where relrowsecurity)");
        return (bool)(await secured.ExecuteScalarAsync())! ? IsolationLayers.Both : IsolationLayers.FiltersOnly;
    }

    private static void RemoveTenantFilter(IServiceCollection services)
    {
        var interceptor = new WithoutTenantFilter();
        services.AddSingleton(interceptor);
        services.ConfigureDbContext<NexusDbContext>(options => options.AddInterceptors(interceptor));
    }

    private static async Task RemoveRowSecurityAsync(ApiHost host)
    {
        // The application reconciles its policies when it starts: it has to have started.
        (await host.Client().GetAsync("/openapi/v1.json")).EnsureSuccessStatusCode();
        await using var source = NpgsqlDataSource.Create(host.Connections.Admin!);
        await using var disable = source.CreateCommand("""
            do $$
            declare name text;
            begin
              for name in select c.oid::regclass::text from pg_class c where c.relkind in ('r', 'p') and c.relrowsecurity
              loop execute 'alter table ' || name || ' disable row level security'; end loop;
            end $$
            """);
        await disable.ExecuteNonQueryAsync();
    }

    /// <summary>Asks every query to ignore the tenant filter, and only that one.</summary>
    private sealed class WithoutTenantFilter : ExpressionVisitor, IQueryExpressionInterceptor
    {
        private const string TenantFilter = "tenant";
        private static readonly IReadOnlyCollection<string> Ignored = [TenantFilter];
        private int _rewritten;

        /// <summary>How often a filter that exists was taken out of a query.</summary>
        public int Rewritten => Volatile.Read(ref _rewritten);

        public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData) => Visit(queryExpression);

        protected override Expression VisitExtension(Expression node)
        {
            if (node is not EntityQueryRootExpression root) return base.VisitExtension(node);
            if (root.EntityType.FindDeclaredQueryFilter(TenantFilter) is not null) Interlocked.Increment(ref _rewritten);
            return Expression.Call(
                typeof(EntityFrameworkQueryableExtensions), nameof(EntityFrameworkQueryableExtensions.IgnoreQueryFilters), [root.ElementType],
                root, Expression.Constant(Ignored, typeof(IReadOnlyCollection<string>)));
        }
    }
}
