using System.Globalization;
using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Filters;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.FunctionalTests.Records;

/// <summary>What a filter means, said once more in the plainest way: the other side of the comparison with SQL.</summary>
internal sealed class PlainFilter(Viewer viewer)
{
    public static readonly IReadOnlyDictionary<string, Func<Lead, object?>> Values = new Dictionary<string, Func<Lead, object?>>
    {
        ["id"] = l => l.Id,
        ["fullName"] = l => l.FullName,
        ["company"] = l => l.Company,
        ["email"] = l => l.Email,
        ["phone"] = l => l.Phone,
        ["website"] = l => l.Website,
        ["address.country"] = l => l.Address.Country,
        ["utm.source"] = l => l.Utm.Source,
        ["status"] = l => l.Status,
        ["rating"] = l => l.Rating,
        ["score"] = l => l.Score,
        ["employeeCount"] = l => l.EmployeeCount,
        ["budget"] = l => l.Budget?.Amount,
        ["doNotCall"] = l => l.DoNotCall,
        ["ownerId"] = l => l.OwnerId,
        ["tags"] = l => l.Tags.Count == 0 ? null : l.Tags,
        ["createdAt"] = l => l.CreatedAt,
        ["lastTouchAt"] = l => l.LastTouchAt,
    };

    public bool Holds(Filter filter, Lead lead) => filter switch
    {
        AllOf all => all.Parts.All(p => Holds(p, lead)),
        AnyOf any => any.Parts.Any(p => Holds(p, lead)),
        Not not => !Holds(not.Part, lead),
        Clause clause => Holds(clause, Values[clause.Field](lead)),
        _ => throw new InvalidOperationException(),
    };

    private bool Holds(Clause clause, object? value)
    {
        var one = clause.Values[0];
        return clause.Operator switch
        {
            FilterOperator.Empty => value is null == (one == "true"),
            FilterOperator.Eq => Equal(clause.Field, value, one),
            FilterOperator.Ne => !Equal(clause.Field, value, one),
            FilterOperator.In => clause.Values.Any(v => Equal(clause.Field, value, v)),
            FilterOperator.Nin => !clause.Values.Any(v => Equal(clause.Field, value, v)),
            FilterOperator.Contains => value is IReadOnlyList<string> ? Equal(clause.Field, value, one) : value is string text && Folded(text).Contains(Part(clause.Field, one), StringComparison.Ordinal),
            FilterOperator.StartsWith => value is string text && Folded(text).StartsWith(Part(clause.Field, one), StringComparison.Ordinal),
            _ => value is not null && Ordered(clause.Operator, value, one),
        };
    }

    private bool Equal(string field, object? value, string text) => value switch
    {
        null => false,
        string held => Folded(held) == (field == "phone" ? "+65" + text.Replace(" ", "", StringComparison.Ordinal) : Folded(text)),
        IReadOnlyList<string> several => several.Any(t => Folded(t) == Folded(text)),
        DateTimeOffset moment when text.Contains('T', StringComparison.Ordinal) => moment == DateTimeOffset.Parse(text, CultureInfo.InvariantCulture),
        DateTimeOffset moment => DayOf(moment) == Day(text),
        Enum known => string.Equals(known.ToString(), text, StringComparison.OrdinalIgnoreCase),
        Guid id => text == "@me" ? id == viewer.UserId : id == Guid.Parse(text),
        bool yes => yes == (text == "true"),
        _ => Number(value) == decimal.Parse(text, CultureInfo.InvariantCulture),
    };

    private bool Ordered(FilterOperator @operator, object value, string text)
    {
        var order = value switch
        {
            DateTimeOffset moment when text.Contains('T', StringComparison.Ordinal) => moment.CompareTo(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture)),
            DateTimeOffset moment => DayOf(moment).CompareTo(Day(text)),
            _ => Number(value).CompareTo(decimal.Parse(text, CultureInfo.InvariantCulture)),
        };
        return @operator switch
        {
            FilterOperator.Lt => order < 0,
            FilterOperator.Lte => order <= 0,
            FilterOperator.Gt => order > 0,
            FilterOperator.Gte => order >= 0,
            _ => throw new InvalidOperationException(),
        };
    }

    private DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, viewer.Zone).DateTime);

    private DateOnly Day(string text) => text.StartsWith("@today-", StringComparison.Ordinal)
        ? viewer.Today.AddDays(-int.Parse(text["@today-".Length..^1], CultureInfo.InvariantCulture))
        : text == "@today" ? viewer.Today : DateOnly.Parse(text, CultureInfo.InvariantCulture);

    private static decimal Number(object value) => Convert.ToDecimal(value, CultureInfo.InvariantCulture);

    private static string Part(string field, string text) => field == "phone" ? text.Replace(" ", "", StringComparison.Ordinal) : Folded(text);

    private static string Folded(string text) => text.ToLowerInvariant();
}
