using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Audit;
using NexusCrm.Application.Common.Events;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Infrastructure.Identity;
using NexusCrm.Infrastructure.Outbox;
using NexusCrm.Infrastructure.Persistence.Configurations.Audit;
using NexusCrm.Infrastructure.Persistence.Conventions;

namespace NexusCrm.Infrastructure.Persistence;

/// <summary>The one database context. Pooled; <see cref="Enter"/> binds it to the operation that rents it.</summary>
public sealed class NexusDbContext(DbContextOptions<NexusDbContext> options) : IdentityUserContext<User, Guid>(options), INexusDbContext
{
    private CurrentActor? _actor;
    private IDomainEventDispatcher? _dispatcher;

    /// <summary>The organization that filters, row-level security and new outbox rows use; null shows no tenant rows.</summary>
    public Guid? OrganizationId => _actor?.Identity.Organization;

    /// <summary>Who acts, for the audit trail; null for work outside operations, which is the product's own.</summary>
    internal CurrentActor? Actor => _actor;

    /// <summary>The user whose own memberships are visible in every organization.</summary>
    public Guid? UserId => _actor?.Identity.User;

    /// <summary>True once the open connection knows organization and user.</summary>
    internal bool IsTold { get; set; }

    /// <summary>Binds the context to an operation. Called on every rent from the pool.</summary>
    public NexusDbContext Enter(CurrentActor actor, IDomainEventDispatcher? dispatcher)
    {
        (_actor, _dispatcher) = (actor, dispatcher);
        return this;
    }

    /// <summary>Notes which use case runs from here on, also on a connection that is open already.</summary>
    internal void Begin(AuditedOperation operation)
    {
        _actor!.Begin(operation);
        IsTold = false;
    }

    /// <inheritdoc />
    public void Forget() => ChangeTracker.Clear();

    /// <inheritdoc />
    public async Task<IDbTransaction> BeginAsync(CancellationToken ct) =>
        Database.CurrentTransaction is null ? new OuterTransaction(await Database.BeginTransactionAsync(ct)) : JoinedTransaction.Instance;

    /// <inheritdoc />
    public async Task<Result<T>> AsideAsync<T>(Func<Task<Result<T>>> work, bool keep, CancellationToken ct)
    {
        const string Before = "aside";
        var known = ChangeTracker.Entries().Select(e => e.Entity).ToHashSet(ReferenceEqualityComparer.Instance);
        await using var transaction = await BeginAsync(ct);
        await Database.CurrentTransaction!.CreateSavepointAsync(Before, ct);
        var done = await work();
        if (!keep || !done.Succeeded) await Database.CurrentTransaction.RollbackToSavepointAsync(Before, ct);
        await transaction.CommitAsync(ct);
        foreach (var entry in ChangeTracker.Entries().Where(e => !known.Contains(e.Entity)).ToList()) entry.State = EntityState.Detached;
        return done;
    }

    /// <inheritdoc />
    public async Task<T> InOrganizationAsync<T>(Guid organizationId, Func<Task<T>> work)
    {
        var home = _actor!.Identity;
        _actor.Become(home with { Organization = organizationId });
        IsTold = false;
        var done = await work();
        _actor.Become(home);
        IsTold = false;
        return done;
    }

    /// <inheritdoc />
    public void ExpectVersion(object record, int? version)
    {
        if (version is { } expected) Entry(record).Property(nameof(AggregateRoot.Version)).OriginalValue = expected;
    }

    /// <inheritdoc />
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        ChangeTracker.DetectChanges();
        var detect = ChangeTracker.AutoDetectChangesEnabled;
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            await StoreEventsAsync(cancellationToken);
            RaiseVersions();
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = detect;
        }
    }

    /// <inheritdoc />
    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new NotSupportedException("Saves are asynchronous: events are handled in them.");

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(NexusDbContext).Assembly);
        AuditScope.Apply(builder);
        TenantConvention.Apply(builder, this);
        StorageConvention.Apply(builder);
    }

    /// <summary>Handlers may raise further events; all of them end as outbox rows of this save.</summary>
    private async Task StoreEventsAsync(CancellationToken ct)
    {
        var writer = new EventWriter(ChangeTracker, _actor?.Identity ?? ActorIdentity.Anonymous);
        while (true)
        {
            var happened = ChangeTracker.Entries<IRaisesEvents>().SelectMany(e => e.Entity.TakeEvents().Select(fact => (Fact: fact, By: e))).ToList();
            if (happened.Count == 0) return;
            AddRange(happened.Select(h => writer.Of(h.Fact, h.By)).ToList());
            if (_dispatcher is not null) await _dispatcher.DispatchAsync(happened.Select(h => h.Fact), ct);
            ChangeTracker.DetectChanges();
        }
    }

    private void RaiseVersions()
    {
        foreach (var entry in ChangeTracker.Entries<AggregateRoot>())
        {
            if (!entry.Entity.TakeWritten() || entry.State is EntityState.Added) continue;
            var version = entry.Property(a => a.Version);
            version.CurrentValue = version.OriginalValue + 1;
        }
    }

    private sealed class OuterTransaction(Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction inner) : IDbTransaction
    {
        public Task CommitAsync(CancellationToken ct) => inner.CommitAsync(ct);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private sealed class JoinedTransaction : IDbTransaction
    {
        public static readonly JoinedTransaction Instance = new();

        public Task CommitAsync(CancellationToken ct) => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
