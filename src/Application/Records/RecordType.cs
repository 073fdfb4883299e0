using System.Collections.Frozen;
using System.Globalization;
using System.Linq.Expressions;
using System.Numerics;
using NexusCrm.Application.Records.Fields;
using NexusCrm.Application.Records.Filters;
using NexusCrm.Application.Records.Sorting;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Records;

/// <summary>
/// The field catalogue of one record type: a feature derives from it and declares its fields once, in the constructor; lists, filters, views, exports, imports and bulk actions read them here. One instance serves the
/// process. What is not declared cannot be filtered, sorted, exported or imported; <c>id</c> every record type has.
/// </summary>
/// <typeparam name="T">The aggregate, or what else is listed.</typeparam>
public abstract class RecordType<T> : IRecordType where T : class, IIdentified
{
    private const string MeToken = "@me";

    private readonly List<RecordField<T>> _fields = [];
    private readonly Lazy<FrozenDictionary<string, RecordField<T>>> _byKey;

    /// <summary>A record type.</summary>
    /// <param name="key">Stable plural key, as in the route and the permissions: <c>leads</c>.</param>
    /// <param name="label">One of them in words.</param>
    /// <param name="defaultSort">The order of a list that names none, e.g. <c>-createdAt</c>.</param>
    protected RecordType(string key, string label, string defaultSort)
    {
        (Key, Label, DefaultSort) = (key, label, Sort.Parse(defaultSort).Value);
        Permissions = RecordPermissions.Of(key);
        _byKey = new(() => _fields.ToFrozenDictionary(f => f.Key, StringComparer.Ordinal));
        ReferenceField("id", Expression.Property(Row<T>.Parameter, typeof(T), nameof(IIdentified.Id)), key).ReadOnly();
    }

    /// <inheritdoc />
    public string Key { get; }

    /// <inheritdoc />
    public string Label { get; }

    /// <inheritdoc />
    public RecordPermissions Permissions { get; }

    /// <inheritdoc />
    public Sort DefaultSort { get; }

    /// <summary>The fields in order of declaration.</summary>
    public IReadOnlyList<RecordField<T>> Fields => _fields;

    IReadOnlyList<RecordField> IRecordType.Fields => _fields;

    /// <inheritdoc />
    public RecordField? FieldOf(string key) => Find(key);

    /// <inheritdoc />
    public IReadOnlyList<InvalidClause> InvalidClausesOf(Filter filter) => [.. InvalidClauses.In(filter, new FilterCompiler<T>(this, AnyViewer).Check)];

    /// <summary>A filter as an expression for <c>Where</c>, its values as parameters. Refused with the field's name when a field, an operator or a value does not fit.</summary>
    public Result<Expression<Func<T, bool>>> Compile(Filter filter, Viewer viewer)
    {
        var compiled = new FilterCompiler<T>(this, viewer).Compile(filter);
        return compiled.Succeeded ? Row<T>.Lambda<bool>(compiled.Value) : compiled.Error;
    }

    /// <summary>Validity of a filter does not depend on who looks.</summary>
    private static Viewer AnyViewer { get; } = new(null, new DateOnly(2000, 1, 1), TimeZoneInfo.Utc);

    /// <summary>A sort as a plan over this type's columns. Refused for an unknown field and for one without order.</summary>
    internal Result<SortPlan<T>> Plan(Sort sort)
    {
        var terms = new List<SortTerm<T>>(sort.Terms.Count);
        foreach (var term in sort.Terms)
        {
            if (Find(term.Field) is not { } field) return FilterErrors.UnknownField(term.Field);
            if (!field.IsSortable || field.Order is null) return Error.Invalid(Sort.Parameter, $"Lists do not sort by '{term.Field}'.");
            terms.Add(new SortTerm<T>(field.Order, term.Descending));
        }

        return new SortPlan<T>(terms);
    }

    internal RecordField<T>? Find(string key) => _byKey.Value.GetValueOrDefault(key);

    /// <summary>Declares a text of at most <paramref name="maxLength"/> characters.</summary>
    protected FieldDeclaration Text(string key, Expression<Func<T, string?>> value, int? maxLength = null) => Add(new TextField<T>(key, FieldType.Text, value, null, WordForm.Instance), maxLength);

    /// <summary>Declares a web address.</summary>
    protected FieldDeclaration Url(string key, Expression<Func<T, string?>> value, int? maxLength = null) => Add(new TextField<T>(key, FieldType.Url, value, null, WordForm.Instance), maxLength);

    /// <summary>Declares an e-mail address; with its stored lower-case form, filters compare that and can use its index.</summary>
    protected FieldDeclaration Email(string key, Expression<Func<T, string?>> value, Expression<Func<T, string?>>? normalized = null) =>
        Add(new TextField<T>(key, FieldType.Email, value, normalized, WordForm.Instance), EmailAddress.MaxLength);

    /// <summary>Declares a telephone number stored in E.164 form.</summary>
    protected FieldDeclaration Phone(string key, Expression<Func<T, string?>> value) => Add(new TextField<T>(key, FieldType.Phone, value, null, PhoneForm.Instance), PhoneNumber.MaxLength);

    /// <summary>Declares a number.</summary>
    protected FieldDeclaration Number<TNumber>(string key, Expression<Func<T, TNumber>> value) where TNumber : struct, INumber<TNumber> => NumberField<TNumber>(key, Row<T>.Body(value));

    /// <summary>Declares a number that may be missing.</summary>
    protected FieldDeclaration Number<TNumber>(string key, Expression<Func<T, TNumber?>> value) where TNumber : struct, INumber<TNumber> => NumberField<TNumber>(key, Row<T>.Body(value));

    /// <summary>Declares an amount with a currency; filters and sorting compare the amount.</summary>
    protected FieldDeclaration Money(string key, Expression<Func<T, Money?>> value)
    {
        var money = Row<T>.Body(value);
        var amount = Expression.Convert(Expression.Property(money, nameof(Domain.Common.Money.Amount)), typeof(decimal?));
        return Add(new ValueField<T, decimal>(key, FieldType.Money, Operators.Ordered, amount, money, ReadNumber, "an amount"));
    }

    /// <summary>Declares a date.</summary>
    protected FieldDeclaration Date(string key, Expression<Func<T, DateOnly>> value) => DateField(key, Row<T>.Body(value));

    /// <summary>Declares a date that may be missing.</summary>
    protected FieldDeclaration Date(string key, Expression<Func<T, DateOnly?>> value) => DateField(key, Row<T>.Body(value));

    /// <summary>Declares a moment.</summary>
    protected FieldDeclaration Instant(string key, Expression<Func<T, DateTimeOffset>> value) => Add(new InstantField<T>(key, Row<T>.Body(value)));

    /// <summary>Declares a moment that may be missing.</summary>
    protected FieldDeclaration Instant(string key, Expression<Func<T, DateTimeOffset?>> value) => Add(new InstantField<T>(key, Row<T>.Body(value)));

    /// <summary>Declares one of a closed list, snake_case on the wire.</summary>
    protected FieldDeclaration Choice<TChoice>(string key, Expression<Func<T, TChoice>> value) where TChoice : struct, Enum => ChoiceField<TChoice>(key, Row<T>.Body(value));

    /// <summary>Declares one of a closed list that may be missing.</summary>
    protected FieldDeclaration Choice<TChoice>(string key, Expression<Func<T, TChoice?>> value) where TChoice : struct, Enum => ChoiceField<TChoice>(key, Row<T>.Body(value));

    /// <summary>Declares several texts, such as tags.</summary>
    protected FieldDeclaration MultiChoice(string key, Expression<Func<T, IReadOnlyList<string>>> value) => Add(new TagsField<T>(key, value));

    /// <summary>Declares yes or no.</summary>
    protected FieldDeclaration Boolean(string key, Expression<Func<T, bool>> value) =>
        Add(new ValueField<T, bool>(key, FieldType.Boolean, Operators.Same, Row<T>.Body(value), null, ReadBoolean, "true or false"));

    /// <summary>Declares the id of a record of the named type (see <see cref="RecordTypes"/>); <c>@me</c> is understood for members.</summary>
    protected FieldDeclaration Reference(string key, Expression<Func<T, Guid>> value, string target) => ReferenceField(key, Row<T>.Body(value), target);

    /// <summary>Declares the id, which may be missing, of a record of the named type.</summary>
    protected FieldDeclaration Reference(string key, Expression<Func<T, Guid?>> value, string target) => ReferenceField(key, Row<T>.Body(value), target);

    private FieldDeclaration NumberField<TNumber>(string key, Expression column) where TNumber : struct, INumber<TNumber> =>
        Add(new ValueField<T, TNumber>(key, FieldType.Number, Operators.Ordered, column, null, ReadNumber, "a number of this field"));

    private FieldDeclaration DateField(string key, Expression column) =>
        Add(new ValueField<T, DateOnly>(key, FieldType.Date, Operators.Ordered, column, null, ReadDate, "a date such as 2026-11-21"));

    private FieldDeclaration ChoiceField<TChoice>(string key, Expression column) where TChoice : struct, Enum
    {
        var names = WireNames<TChoice>.All;
        var field = new ValueField<T, TChoice>(key, FieldType.Choice, Operators.Listed, column, null, ReadChoice, $"one of {string.Join(", ", names)}", WireNames<TChoice>.Of);
        field.Choices = names;
        return Add(field);
    }

    private FieldDeclaration ReferenceField(string key, Expression column, string target)
    {
        var field = new ValueField<T, Guid>(key, FieldType.Reference, Operators.Listed, column, null, ReadId, "an id");
        field.Reference = target;
        return Add(field);
    }

    private FieldDeclaration Add(RecordField<T> field, int? maxLength = null)
    {
        field.MaxLength = maxLength;
        _fields.Add(field);
        return new FieldDeclaration(field);
    }

    private static bool ReadNumber<TNumber>(string text, Viewer viewer, out TNumber value) where TNumber : struct, INumber<TNumber> =>
        TNumber.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);

    private static bool ReadDate(string text, Viewer viewer, out DateOnly value) => RelativeDate.TryParse(text, viewer.Today, out value);

    private static bool ReadChoice<TChoice>(string text, Viewer viewer, out TChoice value) where TChoice : struct, Enum => WireNames<TChoice>.TryParse(text, out value);

    private static bool ReadBoolean(string text, Viewer viewer, out bool value) => bool.TryParse(text, out value);

    private static bool ReadId(string text, Viewer viewer, out Guid value)
    {
        if (text != MeToken) return Guid.TryParseExact(text, "D", out value);
        value = viewer.UserId ?? Guid.Empty;
        return true;
    }
}
