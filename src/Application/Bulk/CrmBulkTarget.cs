using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Bulk;

/// <summary>What a bulk target of accounts, contacts or deals needs from outside.</summary>
internal sealed class BulkScope(INexusDbContext db, ILocks locks, RecordSelection selection, IActor actor, RecordReferences references)
{
    public INexusDbContext Db => db;

    public ILocks Locks => locks;

    public RecordSelection Selection => selection;

    public IActor Actor => actor;

    public RecordReferences References => references;
}

/// <summary>Bulk actions of accounts, contacts and deals: besides what every record type has, they are given to an owner.</summary>
internal abstract class CrmBulkTarget<T>(BulkScope scope) : BulkTarget<T>(scope.Db, scope.Locks, scope.Selection)
    where T : CrmRecord
{
    protected override IQueryable<T> Visible => Db.Set<T>().Where(RecordVisibility.To<T>(scope.Actor));

    /// <summary>Gives a record to an owner, or to nobody.</summary>
    protected abstract void Assign(T record, Guid? ownerId, ChangeStamp stamp);

    protected override Result<BulkChange<T>> OwnChange(BulkOrder order) =>
        order.Action == BulkActions.Assign ? Assignment(order) : Error.Invalid("action", "There is no such action.");

    protected override async Task<Result<Done>> CheckParametersAsync(BulkOrder order, CancellationToken ct)
    {
        if (order.Action != BulkActions.Assign || order.Text("ownerId") is not { } owner) return Done.Value;
        return await scope.References.MissingOwnerAsync(Guid.Parse(owner), ct) is null ? Done.Value : Error.Invalid("params.ownerId", "not found");
    }

    private Result<BulkChange<T>> Assignment(BulkOrder order)
    {
        if (order.Text("territoryId") is not null) return Error.Invalid("params.territoryId", "not found");
        if (!order.Has("ownerId")) return Error.Invalid("params.ownerId", "Say who, or null for nobody.");
        if (order.Text("ownerId") is not { } text) return Giving(null);
        return Guid.TryParseExact(text, "D", out var id) ? Giving(id) : Error.Invalid("params.ownerId", "An id is expected.");
    }

    private BulkChange<T> Giving(Guid? ownerId) => new((record, stamp) => Then(() => Assign(record, ownerId, stamp)));
}
