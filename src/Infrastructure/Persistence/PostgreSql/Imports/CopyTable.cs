using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace NexusCrm.Infrastructure.Persistence.PostgreSql.Imports;

/// <summary>Writes one column of a record into a binary COPY.</summary>
internal abstract class CopyColumn<T>(string name)
{
    public string Name { get; } = name;

    public abstract void Write(NpgsqlBinaryImporter importer, T record);
}

/// <summary>A table as binary COPY sees it, read once from the model: columns, converters and the way from the record to each value are the same that a save uses.</summary>
internal sealed class CopyTable<T>
    where T : class
{
    private static readonly ConcurrentDictionary<IModel, CopyTable<T>> Known = new();

    private CopyTable(IModel model)
    {
        var entity = model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T)} is not stored.");
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());
        var record = Expression.Parameter(typeof(T), "record");
        Columns = [.. ColumnsOf(entity, record, record, table)];

        var names = string.Join(", ", Columns.Select(c => Quoted(c.Name)));
        var stage = Quoted($"stage_{table.Name}");
        CreateStage = $"create temp table if not exists {stage} on commit drop as select {names} from {Quoted(table.Name)} with no data";
        Copy = $"copy {stage} ({names}) from stdin (format binary)";
        InsertFromStage = $"insert into {Quoted(table.Name)} ({names}) select {names} from {stage}; truncate {stage}";
    }

    public IReadOnlyList<CopyColumn<T>> Columns { get; }

    public string CreateStage { get; }

    public string Copy { get; }

    public string InsertFromStage { get; }

    public static CopyTable<T> Of(IModel model) => Known.GetOrAdd(model, m => new CopyTable<T>(m));

    private static IEnumerable<CopyColumn<T>> ColumnsOf(ITypeBase type, Expression owner, ParameterExpression record, StoreObjectIdentifier table)
    {
        foreach (var property in type.GetProperties())
        {
            if (property.PropertyInfo is not { } member) throw new InvalidOperationException($"{typeof(T)}.{property.Name} has no property to read.");
            yield return Column(property, Read(owner, member), record, table);
        }

        foreach (var complex in type.GetComplexProperties())
        {
            foreach (var column in ColumnsOf(complex.ComplexType, Read(owner, complex.PropertyInfo!), record, table)) yield return column;
        }
    }

    private static CopyColumn<T> Column(IProperty property, Expression value, ParameterExpression record, StoreObjectIdentifier table)
    {
        var mapping = property.GetRelationalTypeMapping();
        var stored = mapping.Converter is { } converter ? Converted(value, converter.ConvertToProviderExpression) : value;
        if (stored.Type != typeof(string) && stored.Type.IsAssignableTo(typeof(IEnumerable<string>)))
            stored = Expression.Call(typeof(Enumerable), nameof(Enumerable.ToArray), [typeof(string)], stored);

        var storeType = mapping.ElementTypeMapping is RelationalTypeMapping element ? element.StoreTypeNameBase + "[]" : mapping.StoreTypeNameBase;
        var type = typeof(Typed<>).MakeGenericType(typeof(T), stored.Type);
        var read = Expression.Lambda(stored, record).Compile();
        return (CopyColumn<T>)Activator.CreateInstance(type, property.GetColumnName(table)!, storeType, read)!;
    }

    /// <summary>A part of something that may be missing is null when it is.</summary>
    private static Expression Read(Expression owner, PropertyInfo member)
    {
        var value = Expression.Property(owner, member);
        if (owner is ParameterExpression) return value;
        var nullable = value.Type.IsValueType && Nullable.GetUnderlyingType(value.Type) is null ? typeof(Nullable<>).MakeGenericType(value.Type) : value.Type;
        return Expression.Condition(Expression.Equal(owner, Expression.Constant(null, owner.Type)), Expression.Default(nullable), Expression.Convert(value, nullable));
    }

    /// <summary>Converters know no nulls: they are passed by.</summary>
    private static Expression Converted(Expression value, LambdaExpression convert)
    {
        if (Nullable.GetUnderlyingType(value.Type) is { } inner && convert.Parameters[0].Type == inner)
            return Expression.Condition(Expression.Property(value, "HasValue"), Expression.Convert(Expression.Invoke(convert, Expression.Property(value, "Value")), convert.ReturnType), Expression.Default(convert.ReturnType));
        return Expression.Invoke(convert, value);
    }

    private static string Quoted(string name) => $"\"{name}\"";

    private sealed class Typed<TValue>(string name, string storeType, Func<T, TValue> read) : CopyColumn<T>(name)
    {
        public override void Write(NpgsqlBinaryImporter importer, T record)
        {
            var value = read(record);
            if (value is null) importer.WriteNull();
            else importer.Write(value, storeType);
        }
    }
}
