using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Application.Records.Sorting;
using NexusCrm.Domain.Audit;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Events;

namespace NexusCrm.Application.Events;

/// <summary>
/// Reads what happened in the organization, in the order it became visible (rule W11): who keeps the last cursor and asks again gets every event exactly once, none skipped. Needs the right to manage the organization,
/// since it tells of every record.
/// </summary>
/// <param name="After">Cursor of the last page, or null for the beginning.</param>
/// <param name="Types">Only these types; <c>lead.*</c> for all of a kind. Empty for all.</param>
/// <param name="RecordId">Only of this record, or null.</param>
/// <param name="Limit">Most events, 1 to 200.</param>
[Requires(Permissions.Settings.Organization)]
public sealed record ListEventsQuery(string? After, IReadOnlyList<string> Types, Guid? RecordId = null, int Limit = ListRequest.DefaultLimit) : IQuery<EventPage>;

/// <summary>Some events.</summary>
/// <param name="Events">In their order.</param>
/// <param name="Next">Cursor to go on from, also when there is nothing more yet; null only where there never was an event.</param>
/// <param name="HasMore">True when more can be read at once.</param>
public sealed record EventPage(IReadOnlyList<EventLine> Events, string? Next, bool HasMore);

/// <summary>An event as it is told.</summary>
/// <param name="Id">Its id, the same wherever it is told.</param>
/// <param name="Position">Place among the organization's events.</param>
/// <param name="Type">E.g. <c>lead.converted</c>.</param>
/// <param name="OccurredAt">When, UTC.</param>
/// <param name="RecordId">The record.</param>
/// <param name="Sequence">Place among the events of the record, from 1 without gaps.</param>
/// <param name="ActorKind">What kind of principal caused it.</param>
/// <param name="ActorId">Who caused it.</param>
/// <param name="Data">Ids, states and the names of changed fields; no personal data.</param>
public sealed record EventLine(Guid Id, long Position, string Type, DateTimeOffset OccurredAt, Guid RecordId, long Sequence, AuditActor ActorKind, Guid? ActorId, JsonElement Data)
{
    /// <summary>The kind of the record: <c>lead</c>.</summary>
    public string RecordType => Type.Split('.', 2)[0];
}

internal sealed class ListEventsQueryValidator : AbstractValidator<ListEventsQuery>
{
    private const int TypesMax = 50;

    public ListEventsQueryValidator()
    {
        RuleFor(q => q.Limit).InclusiveBetween(1, ListRequest.MaxLimit).OverridePropertyName("limit");
        RuleFor(q => q.Types).Must(types => types.Count <= TypesMax).WithMessage($"Give at most {TypesMax} types.").OverridePropertyName("type");
        RuleForEach(q => q.Types).Matches(@"^[a-z_]+\.([a-z_]+|\*)$").MaximumLength(BusinessEvent.TypeMaxLength).WithMessage("A type is like lead.converted or lead.*.").OverridePropertyName("type");
    }
}

internal sealed class ListEventsQueryHandler(INexusDbContext db, IActor actor, ICursorSeal seal) : IQueryHandler<ListEventsQuery, EventPage>
{
    private static readonly Error InvalidCursor = Error.Malformed("invalid_cursor", "This cursor does not belong to this list. Start again without one.");

    public async Task<Result<EventPage>> Handle(ListEventsQuery query, CancellationToken ct)
    {
        if (!TryPosition(query, out var after)) return InvalidCursor;

        var rows = await EventsOf(query).Where(e => e.Position > after).OrderBy(e => e.Position).Take(query.Limit + 1).ToListAsync(ct);
        var more = rows.Count > query.Limit;
        if (more) rows.RemoveAt(rows.Count - 1);
        var last = rows.Count > 0 ? rows[^1].Position!.Value : after;
        return new EventPage([.. rows.Select(Line)], last > 0 ? Cursor(query, last) : null, more);
    }

    private IQueryable<BusinessEvent> EventsOf(ListEventsQuery query)
    {
        var events = db.Set<BusinessEvent>().AsNoTracking().Where(e => e.Position != null);
        if (query.RecordId is { } record) events = events.Where(e => e.RecordId == record);
        if (query.Types.Count == 0) return events;

        var (patterns, types) = (query.Types.Where(IsKind).Select(Pattern).ToList(), query.Types.Where(t => !IsKind(t)).ToList());
        return events.Where(e => types.Contains(e.Type) || patterns.Any(pattern => EF.Functions.Like(e.Type, pattern)));
    }

    private static bool IsKind(string type) => type.EndsWith(".*", StringComparison.Ordinal);

    private static string Pattern(string kind) => kind.Replace("_", @"\_", StringComparison.Ordinal).Replace('*', '%');

    private static EventLine Line(BusinessEvent e)
    {
        using var data = JsonDocument.Parse(e.Data);
        return new EventLine(e.Id, e.Position!.Value, e.Type, e.OccurredAt, e.RecordId, e.Sequence!.Value, e.ActorKind, e.ActorId, data.RootElement.Clone());
    }

    private string Cursor(ListEventsQuery query, long position) => seal.Seal(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{position} {Binding(query)}")));

    private string Binding(ListEventsQuery query) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"events|{actor.OrganizationId}|{string.Join(',', query.Types.Order(StringComparer.Ordinal))}|{query.RecordId}")));

    private bool TryPosition(ListEventsQuery query, out long after)
    {
        after = 0;
        if (query.After is null) return true;
        return seal.Open(query.After) is { } content && Encoding.UTF8.GetString(content).Split(' ') is [var position, var binding] && binding == Binding(query)
            && long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out after);
    }
}
