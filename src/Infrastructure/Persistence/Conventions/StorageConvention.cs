using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NexusCrm.Domain.Common;

namespace NexusCrm.Infrastructure.Persistence.Conventions;

/// <summary>How things are stored unless a configuration says otherwise: snake_case names, enums as snake_case text, money as numeric(18,2) with a currency.</summary>
internal static class StorageConvention
{
    private const int EnumMaxLength = 40;

    public static void Apply(ModelBuilder builder)
    {
        foreach (var type in builder.Model.GetEntityTypes())
        {
            if (type.GetTableName() is { } table) type.SetTableName(Snake(table.StartsWith("AspNet", StringComparison.Ordinal) ? table["AspNet".Length..] : table));
            Columns(type, prefix: "");
            foreach (var key in type.GetKeys()) key.SetName(Snake(key.GetName()!));
            foreach (var key in type.GetForeignKeys()) key.SetConstraintName(Snake(key.GetConstraintName() ?? ""));
            foreach (var index in type.GetIndexes().Where(i => i.GetDatabaseName() is not null)) index.SetDatabaseName(Snake(index.GetDatabaseName()!));
        }
    }

    /// <summary>FirstName to first_name; Line1 stays line1.</summary>
    public static string Snake(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            var startsWord = char.IsUpper(c) && i > 0 && name[i - 1] != '_' && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord) text.Append('_');
            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }

    private static void Columns(IMutableTypeBase type, string prefix)
    {
        foreach (var property in type.GetProperties())
        {
            property.SetColumnName(prefix + Snake(property.Name));
            StoreEnumAsText(property);
            if (property.DeclaringType.ClrType != typeof(Money)) continue;
            if (property.Name == nameof(Money.Amount)) property.SetColumnType("numeric(18,2)");
            else property.SetMaxLength(Money.CurrencyLength);
        }

        foreach (var complex in type.GetComplexProperties().Where(c => !c.IsCollection)) Columns(complex.ComplexType, prefix + Snake(complex.Name) + "_");
    }

    private static void StoreEnumAsText(IMutableProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (!type.IsEnum) return;
        property.SetValueConverter((ValueConverter)Activator.CreateInstance(typeof(SnakeCaseEnum<>).MakeGenericType(type))!);
        property.SetMaxLength(EnumMaxLength);
    }

    private sealed class SnakeCaseEnum<T>() : ValueConverter<T, string>(value => Names[value], text => Values[text])
        where T : struct, Enum
    {
        private static readonly Dictionary<T, string> Names = Enum.GetValues<T>().ToDictionary(v => v, v => Snake(v.ToString()));

        private static readonly Dictionary<string, T> Values = Names.ToDictionary(n => n.Value, n => n.Key, StringComparer.Ordinal);
    }
}
