using Microsoft.EntityFrameworkCore;
using NexusCrm.Domain.Common;
using NexusCrm.Infrastructure.Persistence;
using NexusCrm.Infrastructure.Persistence.Conventions;

namespace NexusCrm.Architecture.Tests;

/// <summary>What the stored model must hold, without a database.</summary>
[TestFixture]
internal sealed class ModelTests
{
    private NexusDbContext _db = null!;

    [OneTimeSetUp]
    public void Open() => _db = new NexusDbContext(new DbContextOptionsBuilder<NexusDbContext>().UseNpgsql("Host=none").Options);

    [OneTimeTearDown]
    public void Close() => _db.Dispose();

    [Test]
    public void Every_entity_is_organization_owned_or_listed_as_global_with_a_reason()
    {
        var neither = _db.Model.GetEntityTypes().Where(t => !t.ClrType.IsAssignableTo(typeof(IOrganizationOwned)) && !GlobalTables.Reasons.ContainsKey(t.GetTableName() ?? ""));

        neither.Select(t => t.DisplayName()).ShouldBeEmpty();
    }

    [Test]
    public void Unique_indexes_of_owned_records_start_with_the_organization_and_skip_deleted_ones()
    {
        var wrong = from type in _db.Model.GetEntityTypes()
                    where type.ClrType.IsAssignableTo(typeof(IOrganizationOwned)) && type.GetTableName() != "organizations"
                    from index in type.GetIndexes()
                    where index.IsUnique
                    where index.Properties[0].Name != nameof(IOrganizationOwned.OrganizationId)
                        || (type.ClrType.IsAssignableTo(typeof(ISoftDeletable)) && index.GetFilter()?.Contains("deleted_at is null", StringComparison.Ordinal) != true)
                    select $"{type.DisplayName()}: {index.GetDatabaseName()}";

        wrong.ShouldBeEmpty();
    }

    [Test]
    public void Every_text_column_has_a_length()
    {
        var endless = from type in _db.Model.GetEntityTypes()
                      where type.ClrType.IsAssignableTo(typeof(IOrganizationOwned))
                      from property in type.GetFlattenedProperties()
                      where property.ClrType == typeof(string) && property.GetMaxLength() is null && property.GetColumnType() is "text"
                      select $"{type.DisplayName()}.{property.Name}";

        endless.ShouldBeEmpty();
    }

    [Test]
    public void The_migrations_describe_the_model() => _db.Database.HasPendingModelChanges().ShouldBeFalse();
}
