using System.Text;
using System.Text.Json;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Paging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Records;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Application.Records.Sorting;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Activities;
using NexusCrm.Domain.Audit;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Contacts;
using NexusCrm.Domain.Deals;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Audit;

/// <summary>
/// Reads how a record became what it is, newest first: every change with old and new values. It stays when the record is in the recycle bin (for those who may delete) and when it is gone for good (for those who may read the
/// audit trail; rule U4). What one operation changed in a record and its parts is one item.
/// </summary>
/// <param name="Record">The record.</param>
/// <param name="After">Cursor after which the page begins, or null.</param>
/// <param name="Limit">Most items, 1 to 200.</param>
[RequiresPermissionOfMessage]
public sealed record GetRecordHistoryQuery(RecordReference Record, string? After = null, int Limit = ListRequest.DefaultLimit) : IQuery<Page<AuditLine>>, IRequiresPermission
{
    /// <inheritdoc />
    public string? Permission => RecordPermissions.Of(RecordHistories.FeatureOf(Record.Type)).Read;
}

internal sealed class GetRecordHistoryQueryValidator : AbstractValidator<GetRecordHistoryQuery>
{
    public GetRecordHistoryQueryValidator() => RuleFor(q => q.Limit).InclusiveBetween(1, ListRequest.MaxLimit).OverridePropertyName("limit");
}

internal sealed class GetRecordHistoryQueryHandler(INexusDbContext db, IActor actor, RecordHistories histories, AuditLines lines, ICursorSeal seal) : IQueryHandler<GetRecordHistoryQuery, Page<AuditLine>>
{
    /// <summary>Entries of one operation about one record: itself and its parts.</summary>
    private const int EntriesPerItem = 8;

    private static readonly Error InvalidCursor = Error.Malformed("invalid_cursor", "This cursor does not belong to this list. Start again without one.");

    public async Task<Result<Page<AuditLine>>> Handle(GetRecordHistoryQuery query, CancellationToken ct)
    {
        if (!await histories.MayReadAsync(query.Record, ct)) return Error.NotFound("The record");
        if (!TryPosition(query, out var after)) return InvalidCursor;

        var rows = await EntriesOf(query.Record, after).Take((query.Limit + 1) * EntriesPerItem).Select(AuditRow.Of).ToListAsync(ct);
        var items = Merged(await lines.OfAsync(rows, ct), [.. rows.Select(r => r.Entry.BatchId)]);
        var more = items.Count > query.Limit;
        if (more) items.RemoveRange(query.Limit, items.Count - query.Limit);
        return new Page<AuditLine>([.. items.Select(i => i.Shown)], more ? Cursor(query.Record, items[^1].Last) : null, null, null, false);
    }

    private IQueryable<AuditEntry> EntriesOf(RecordReference record, Guid? after)
    {
        var type = RecordHistories.EntityTypeOf(record.Type);
        var entries = db.Set<AuditEntry>().AsNoTracking().Where(e => e.EntityType == type && e.EntityId == record.Id && e.Action != AuditAction.Viewed);
        if (after is { } last) entries = entries.Where(e => e.Id.CompareTo(last) < 0);
        return entries.OrderByDescending(e => e.Id);
    }

    /// <summary>Neighbours of one transaction are one item, which is called after what happened to the record itself.</summary>
    private static List<(AuditLine Shown, Guid Last)> Merged(IReadOnlyList<AuditLine> entries, IReadOnlyList<Guid> batches)
    {
        var items = new List<(AuditLine Shown, Guid Last)>();
        for (var i = 0; i < entries.Count; i++)
        {
            if (i == 0 || batches[i] != batches[i - 1]) items.Add((entries[i], entries[i].Id));
            else items[^1] = (Together(items[^1].Shown, entries[i]), entries[i].Id);
        }

        return items;
    }

    private static AuditLine Together(AuditLine later, AuditLine earlier)
    {
        var own = earlier.Version is not null ? earlier : later;
        var parts = later.Changes.Concat(earlier.Changes).GroupBy(c => c.Field, StringComparer.Ordinal).Select(g => g.Aggregate((last, first) => new FieldChange(g.Key, Both(first.Old, last.Old), Both(first.New, last.New))));
        return own with { Changes = [.. parts.OrderBy(c => c.Field, StringComparer.Ordinal)], IsErased = later.IsErased || earlier.IsErased };
    }

    /// <summary>Rows of a part that came or went by several statements stand together.</summary>
    private static JsonElement? Both(JsonElement? first, JsonElement? last) => (first, last) switch
    {
        ({ ValueKind: JsonValueKind.Array } before, { ValueKind: JsonValueKind.Array } after) => JsonSerializer.SerializeToElement(before.EnumerateArray().Concat(after.EnumerateArray()).ToList()),
        _ => first ?? last,
    };

    private string Binding(RecordReference record) => $"history|{actor.OrganizationId}|{record.Type}|{record.Id}";

    private string Cursor(RecordReference record, Guid last) => seal.Seal(Encoding.UTF8.GetBytes($"{last} {Binding(record)}"));

    private bool TryPosition(GetRecordHistoryQuery query, out Guid? after)
    {
        after = null;
        if (query.After is null) return true;
        if (seal.Open(query.After) is not { } content || Encoding.UTF8.GetString(content).Split(' ', 2) is not [var id, var binding] || binding != Binding(query.Record)) return false;
        after = Guid.Parse(id);
        return true;
    }
}

/// <summary>Who sees the history of which record.</summary>
internal sealed class RecordHistories(INexusDbContext db, IActor actor)
{
    private const string SoftDelete = "soft-delete";

    public static string FeatureOf(RecordType type) => type switch
    {
        RecordType.Lead => RecordTypes.Leads,
        RecordType.Account => RecordTypes.Accounts,
        RecordType.Contact => RecordTypes.Contacts,
        RecordType.Deal => RecordTypes.Deals,
        RecordType.Activity => RecordTypes.Activities,
        RecordType.Territory => RecordTypes.Territories,
        _ => throw new InvalidOperationException($"{type} is no record type."),
    };

    public static string EntityTypeOf(RecordType type) => WireNames<RecordType>.Of(type);

    public async Task<bool> MayReadAsync(RecordReference record, CancellationToken ct)
    {
        if (actor.May(Permissions.Privacy.ReadAudit) && actor.Access.SeesAllRecords)
        {
            var type = EntityTypeOf(record.Type);
            return await db.Set<AuditEntry>().AnyAsync(e => e.EntityType == type && e.EntityId == record.Id, ct);
        }

        return record.Type switch
        {
            RecordType.Lead => await SeesAsync<Lead>(record, ct),
            RecordType.Account => await SeesAsync<Account>(record, ct),
            RecordType.Contact => await SeesAsync<Contact>(record, ct),
            RecordType.Deal => await SeesAsync<Deal>(record, ct),
            RecordType.Activity => await SeesAsync<Activity>(record, ct),
            _ => false,
        };
    }

    private Task<bool> SeesAsync<T>(RecordReference record, CancellationToken ct)
        where T : CrmRecord
    {
        var seesDeleted = actor.May(RecordPermissions.Of(FeatureOf(record.Type)).Delete);
        return db.Set<T>().IgnoreQueryFilters([SoftDelete]).Where(RecordVisibility.To<T>(actor)).AnyAsync(r => r.Id == record.Id && (r.DeletedAt == null || seesDeleted), ct);
    }
}
