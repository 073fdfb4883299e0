using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NexusCrm.Application;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Members;
using NexusCrm.Infrastructure;
using NexusCrm.Infrastructure.Operations;
using NexusCrm.Infrastructure.Persistence;
using NexusCrm.TestKit.Databases;
using NexusCrm.TestKit.Time;

namespace NexusCrm.TestKit.Nexus;

/// <summary>The product without its web part, on a database of its own: the real pipeline, the real PostgreSQL, a clock that the test moves. Background services do not run.</summary>
public sealed class TestNexus : IAsyncDisposable
{
    private static readonly DatabaseTemplate Template = new("nexus", connections => DatabaseMigrator.MigrateAsync(connections, CancellationToken.None));

    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;

    private TestNexus(TestDatabase database, ServiceProvider services, FakeClock clock) => (_database, _services, Clock) = (database, services, clock);

    /// <summary>Starts at <see cref="FakeClock.Start"/>.</summary>
    public FakeClock Clock { get; }

    /// <summary>Connections of every role, the superuser included.</summary>
    public DatabaseConnections Connections => _database.Connections;

    /// <summary>The root services.</summary>
    public IServiceProvider Services => _services;

    /// <summary>A migrated database as it is copied for fixtures, for hosts that compose themselves.</summary>
    public static Task<TestDatabase> ADatabaseAsync() => Template.CloneAsync();

    /// <summary>Starts the product.</summary>
    /// <param name="configure">Replaces services, after the product's own.</param>
    /// <param name="settings">Configuration values.</param>
    public static async Task<TestNexus> StartAsync(Action<IServiceCollection>? configure = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var database = await Template.CloneAsync();
        var clock = new FakeClock();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings ?? new Dictionary<string, string?>()).Build();
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddApplication().AddInfrastructure(database.Connections, configuration);
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        services.Replace(ServiceDescriptor.Singleton<IActorAccessSource>(new TestMembers()));
        configure?.Invoke(services);
        return new TestNexus(database, services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true }), clock);
    }

    /// <summary>An organization with one Owner.</summary>
    public Task<TestOrganization> AnOrganizationAsync(string name = "Straits Trading") => TestOrganization.CreateAsync(this, name);

    /// <summary>Sends a message as somebody, as pages, endpoints and jobs do.</summary>
    public Task<Result<T>> SendAsync<T>(ActorIdentity actor, IMessage<T> message) =>
        new UseCases(_services.GetRequiredService<IServiceScopeFactory>(), new FixedActor(actor), new JoinedScope()).Send(message);

    /// <summary>Works with the database context as somebody: to arrange what no use case does, or to look at rows.</summary>
    public async Task<T> WithDbAsync<T>(ActorIdentity actor, Func<NexusDbContext, Task<T>> work)
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Become(actor);
        return await work(scope.ServiceProvider.GetRequiredService<NexusDbContext>());
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    internal void Remember(Guid organization, Guid user, Role role)
    {
        if (_services.GetRequiredService<IActorAccessSource>() is TestMembers members) members.Add(organization, user, role);
    }

    private sealed class FixedActor(ActorIdentity actor) : IActorSource
    {
        public ValueTask<ActorIdentity> CurrentAsync(CancellationToken ct) => ValueTask.FromResult(actor);
    }
}
