using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using NexusCrm.Domain.Common;

namespace NexusCrm.Infrastructure.Persistence.Conventions;

/// <summary>What every organization-owned table has: key (organization_id, id), the named filters, a version token. One place, so that no configuration can forget it.</summary>
internal static class TenantConvention
{
    public const string TenantFilter = "tenant";

    public const string SoftDeleteFilter = "soft-delete";

    public static void Apply(ModelBuilder builder, NexusDbContext context)
    {
        foreach (var type in builder.Model.GetEntityTypes().Where(t => !t.IsOwned() && t.ClrType.IsAssignableTo(typeof(IOrganizationOwned))).ToList())
        {
            SetKey(builder, type);
            var entity = builder.Entity(type.ClrType);
            entity.HasQueryFilter(TenantFilter, OwnedBy(type.ClrType, context));
            if (type.ClrType.IsAssignableTo(typeof(ISoftDeletable))) entity.HasQueryFilter(SoftDeleteFilter, NotDeleted(type.ClrType));
            if (type.ClrType.IsAssignableTo(typeof(AggregateRoot))) entity.Property(nameof(AggregateRoot.Version)).IsConcurrencyToken();
        }
    }

    private static void SetKey(ModelBuilder builder, IMutableEntityType type)
    {
        if (type.FindProperty("Id") is null) return;
        builder.Entity(type.ClrType).HasKey(nameof(IOrganizationOwned.OrganizationId), "Id");
        builder.Entity(type.ClrType).Property("Id").ValueGeneratedNever();
        builder.Entity(type.ClrType).Property(nameof(IOrganizationOwned.OrganizationId)).ValueGeneratedNever();
    }

    /// <summary>x => x.OrganizationId == context.OrganizationId, which EF turns into a parameter per context.</summary>
    private static LambdaExpression OwnedBy(Type type, NexusDbContext context)
    {
        var row = Expression.Parameter(type, "row");
        var owner = Expression.Convert(Expression.Property(row, nameof(IOrganizationOwned.OrganizationId)), typeof(Guid?));
        var current = Expression.Property(Expression.Constant(context), nameof(NexusDbContext.OrganizationId));
        return Expression.Lambda(Expression.Equal(owner, current), row);
    }

    private static LambdaExpression NotDeleted(Type type)
    {
        var row = Expression.Parameter(type, "row");
        var deletedAt = Expression.Property(row, nameof(ISoftDeletable.DeletedAt));
        return Expression.Lambda(Expression.Equal(deletedAt, Expression.Constant(null, typeof(DateTimeOffset?))), row);
    }
}
