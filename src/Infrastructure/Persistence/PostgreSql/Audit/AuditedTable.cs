using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using NexusCrm.Domain.Common;
using NexusCrm.Infrastructure.Persistence.Conventions;

namespace NexusCrm.Infrastructure.Persistence.PostgreSql.Audit;

/// <summary>A field of the trail and the columns behind it.</summary>
/// <param name="Name">Name as the API writes it: <c>address.line1</c>.</param>
/// <param name="Columns">Its columns: one, or amount and currency.</param>
/// <param name="IsTyped">True when a person typed the value: it may be personal and must stay erasable (rule U2).</param>
/// <param name="IsSecret">True when only the fact of a change is told.</param>
internal sealed record AuditedField(string Name, IReadOnlyList<string> Columns, bool IsTyped, bool IsSecret)
{
    /// <summary>The value as jsonb, from the row of that name.</summary>
    public string ValueIn(string row)
    {
        if (IsSecret) return $"case when {row}.{Columns[0]} is not null then '\"***\"'::jsonb end";
        return Columns is [var amount, var currency]
            ? $"case when {row}.{amount} is not null then jsonb_build_object('amount', {row}.{amount}::text, 'currency', {row}.{currency}) end"
            : $"to_jsonb({row}.{Columns[0]})";
    }

    /// <summary>The condition that an update changed it.</summary>
    public string Changed => string.Join(" or ", Columns.Select(c => $"old.{c} is distinct from new.{c}"));
}

/// <summary>A table as the trail sees it, read from the model.</summary>
internal sealed class AuditedTable
{
    private readonly string _entityType;
    private readonly string? _entityTypeColumn;
    private readonly string? _organization;
    private readonly string? _person;

    private AuditedTable(IEntityType type)
    {
        var table = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
        Name = table.Name;
        _organization = Column(type, AuditConvention.OrganizationOf(type), table);
        _person = Column(type, AuditConvention.PersonOf(type), table);
        var part = AuditConvention.PartOf(type);
        Field = part?.Field;
        _entityType = part?.Owner ?? StorageConvention.Snake(type.ClrType.Name);
        _entityTypeColumn = Column(type, part?.Owner, table);
        Key = Column(type, part?.Key ?? "Id", table) ?? throw new InvalidOperationException($"{type.DisplayName()} has no Id: say of which record it is a part, or that it is not audited.");
        Version = type.ClrType.IsAssignableTo(typeof(AggregateRoot)) ? Column(type, nameof(AggregateRoot.Version), table) : null;
        DeletedAt = type.ClrType.IsAssignableTo(typeof(ISoftDeletable)) ? Column(type, nameof(ISoftDeletable.DeletedAt), table) : null;
        Fields = [.. FieldsOf(type, "", table).Where(f => f.Columns[0] != Key || part is null)];
    }

    public string Name { get; }

    public string Key { get; }

    /// <summary>The field of the whole, for parts.</summary>
    public string? Field { get; }

    /// <summary>True for tables outside organizations.</summary>
    public bool IsGlobal => _organization is not null || _person is not null;

    public string? Version { get; }

    public string? DeletedAt { get; }

    public IReadOnlyList<AuditedField> Fields { get; }

    /// <summary>The entity type in SQL: a literal, or a column of the row of that name.</summary>
    public string EntityTypeIn(string row) => _entityTypeColumn is null ? $"'{_entityType}'" : $"{row}.{_entityTypeColumn}";

    /// <summary>The columns that name the whole of a part.</summary>
    public string WholeOf(string row) => $"{row}.organization_id, {row}.{Key}{(_entityTypeColumn is null ? "" : $", {row}.{_entityTypeColumn}")}";

    /// <summary>SQL that lists the organizations to tell of a row of a global table.</summary>
    public string AudienceOf(string row) => _organization is not null ? $"select {row}.{_organization}" : $"select m.organization_id from public.memberships m where m.user_id = {row}.{_person}";

    public static IEnumerable<AuditedTable> Of(IModel model) => model.GetEntityTypes().Where(AuditConvention.IsAudited).OrderBy(t => t.GetTableName(), StringComparer.Ordinal).Select(t => new AuditedTable(t));

    private static string? Column(IEntityType type, string? property, StoreObjectIdentifier table) => property is null ? null : type.FindProperty(property)?.GetColumnName(table);

    private static IEnumerable<AuditedField> FieldsOf(ITypeBase type, string prefix, StoreObjectIdentifier table)
    {
        foreach (var property in type.GetProperties().Where(AuditConvention.IsTold))
            yield return new AuditedField(prefix + WireName(property.Name), [property.GetColumnName(table)!], IsTyped(property), AuditConvention.IsSecret(property));

        foreach (var complex in type.GetComplexProperties())
        {
            var name = prefix + WireName(complex.Name);
            if (complex.ComplexType.ClrType == typeof(Money))
                yield return new AuditedField(name, [ColumnOf(complex, nameof(Money.Amount), table), ColumnOf(complex, nameof(Money.Currency), table)], false, false);
            else
                foreach (var field in FieldsOf(complex.ComplexType, name + ".", table)) yield return field;
        }
    }

    private static string ColumnOf(IComplexProperty complex, string property, StoreObjectIdentifier table) => complex.ComplexType.FindProperty(property)!.GetColumnName(table)!;

    /// <summary>Texts, lists of texts and JSON; not enums, which are stored as text.</summary>
    private static bool IsTyped(IProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return type == typeof(string) || type.IsAssignableTo(typeof(IEnumerable<string>)) || property.GetColumnType() == "jsonb";
    }

    /// <summary><c>_factors</c> and <c>FirstName</c> as <c>factors</c> and <c>firstName</c>.</summary>
    private static string WireName(string property)
    {
        var name = property.TrimStart('_');
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
