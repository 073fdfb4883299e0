using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NexusCrm.Domain.Common;

namespace NexusCrm.Infrastructure.Persistence.Conventions;

/// <summary>
/// What the audit trail says of each table (rule U1). Closed by default: every organization-owned table is audited under its entity's name, with every column, unless its configuration says otherwise here.
/// The triggers are made from these annotations after each migration.
/// </summary>
internal static class AuditConvention
{
    private const string Unaudited = "Audit:None", Derived = "Audit:Derived", Secret = "Audit:Secret", Part = "Audit:Part", Person = "Audit:Person", Organization = "Audit:Organization";

    /// <summary>Stamps that every entry carries itself: who, when, which version.</summary>
    private static readonly string[] Stamps =
    [
        nameof(AggregateRoot.OrganizationId), nameof(AggregateRoot.Id), nameof(AggregateRoot.Version), nameof(AggregateRoot.CreatedAt), nameof(AggregateRoot.CreatedBy), nameof(AggregateRoot.UpdatedAt),
        nameof(AggregateRoot.UpdatedBy), nameof(CrmRecord.DerivedStamp), nameof(ISoftDeletable.DeletedAt), nameof(ISoftDeletable.DeletedBy),
    ];

    /// <summary>The table is no record of the business: a queue, a counter, a journal that says what its records' entries say already.</summary>
    public static void IsNotAudited<T>(this EntityTypeBuilder<T> builder, string why) where T : class => builder.HasAnnotation(Unaudited, why);

    /// <summary>The columns follow from others, or move without anybody changing the record (scores, last activity): not a change in the sense of the trail.</summary>
    public static void IsDerived<T>(this EntityTypeBuilder<T> builder, params string[] properties)
        where T : class
    {
        foreach (var property in properties) builder.Property(property).HasAnnotation(Derived, value: true);
    }

    /// <summary>The trail says that it changed, never to what.</summary>
    public static void IsSecret<T>(this EntityTypeBuilder<T> builder, params string[] properties)
        where T : class
    {
        foreach (var property in properties) builder.Property(property).HasAnnotation(Secret, value: true);
    }

    /// <summary>The rows are part of a record: they are told as changes of one of its fields, removed ones as old, added ones as new.</summary>
    /// <param name="builder">The part.</param>
    /// <param name="owner">Entity type of the whole, as the trail names it; or the property that names it.</param>
    /// <param name="key">Property with the whole's id.</param>
    /// <param name="field">Field of the whole.</param>
    public static void IsPartOf<T>(this EntityTypeBuilder<T> builder, string owner, Expression<Func<T, Guid>> key, string field) where T : class =>
        builder.HasAnnotation(Part, string.Join('|', owner, ((MemberExpression)key.Body).Member.Name, field));

    /// <summary>A global table about a person: its changes are told in every organization that the person is a member of.</summary>
    public static void IsToldToOrganizationsOf<T>(this EntityTypeBuilder<T> builder, Expression<Func<T, Guid>> user) where T : class =>
        builder.HasAnnotation(Person, ((MemberExpression)user.Body).Member.Name);

    /// <summary>A global table whose rows belong to one organization each: its changes are told there.</summary>
    public static void IsToldTo<T>(this EntityTypeBuilder<T> builder, Expression<Func<T, Guid>> organization) where T : class =>
        builder.HasAnnotation(Organization, ((MemberExpression)organization.Body).Member.Name);

    /// <summary>True for tables whose changes the trail tells.</summary>
    public static bool IsAudited(IReadOnlyEntityType type) =>
        type.FindAnnotation(Unaudited) is null && (type.ClrType.IsAssignableTo(typeof(IOrganizationOwned)) || PersonOf(type) is not null || OrganizationOf(type) is not null);

    /// <summary>The property with the id of the person, for global tables about people.</summary>
    public static string? PersonOf(IReadOnlyEntityType type) => type.FindAnnotation(Person)?.Value as string;

    /// <summary>The property with the organization, for global tables whose rows have one.</summary>
    public static string? OrganizationOf(IReadOnlyEntityType type) => type.FindAnnotation(Organization)?.Value as string;

    /// <summary>Whole, key and field of a part; null for records of their own.</summary>
    public static (string Owner, string Key, string Field)? PartOf(IReadOnlyEntityType type) =>
        (type.FindAnnotation(Part)?.Value as string)?.Split('|') is [var owner, var key, var field] ? (owner, key, field) : null;

    /// <summary>True for properties that the trail names.</summary>
    public static bool IsTold(IReadOnlyProperty property) =>
        property.FindAnnotation(Derived) is null && property.ClrType != typeof(byte[]) && !(property.DeclaringType is IReadOnlyEntityType && Stamps.Contains(property.Name));

    /// <summary>True for properties whose values must not stand in the trail.</summary>
    public static bool IsSecret(IReadOnlyProperty property) => property.FindAnnotation(Secret) is not null;
}
