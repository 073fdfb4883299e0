using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Deals;

namespace NexusCrm.Application.Deals;

/// <summary>Reads and changes deals.</summary>
internal sealed class DealRecords(CrmScope scope) : CrmRecords<Deal, DealRecord>(scope)
{
    protected override Error NotFound => DealErrors.NotFound;

    protected override Expression<Func<Deal, DealRecord>> Projection { get; } = ProjectionOver(scope.Db);

    protected override IQueryable<Deal> Whole(IQueryable<Deal> records) => records.Include(d => d.Contacts);

    private static Expression<Func<Deal, DealRecord>> ProjectionOver(INexusDbContext db) => deal => new DealRecord
    {
        Id = deal.Id,
        Name = deal.Name,
        AccountId = deal.AccountId,
        AccountName = db.Set<Account>().Where(a => a.Id == deal.AccountId).Select(a => a.Name).FirstOrDefault(),
        Contacts = deal.Contacts.OrderBy(c => c.ContactId).Select(c => new DealPart(c.ContactId, c.Role)).ToList(),
        Amount = deal.Amount,
        CloseDate = deal.CloseDate,
        ClosedOn = deal.ClosedOn,
        PipelineId = deal.PipelineId,
        StageId = deal.StageId,
        StageName = db.Set<PipelineStage>().Where(s => s.Id == deal.StageId).Select(s => s.Name).First(),
        StageEnteredAt = deal.StageEnteredAt,
        Status = deal.Status,
        Probability = deal.Probability,
        ProbabilityOverridden = deal.ProbabilityOverridden,
        LostReason = deal.LostReason,
        WonReason = deal.WonReason,
        ClosingNote = deal.ClosingNote,
        Rank = deal.Rank,
        SourceLeadId = deal.SourceLeadId,
        NextStep = deal.NextStep,
        OwnerId = deal.OwnerId,
        TerritoryId = deal.TerritoryId,
        Tags = deal.Tags,
        CustomFields = deal.CustomFields,
        CreatedAt = deal.CreatedAt,
        CreatedBy = deal.CreatedBy,
        UpdatedAt = deal.UpdatedAt,
        UpdatedBy = deal.UpdatedBy,
        Version = deal.Version,
        DerivedStamp = deal.DerivedStamp,
        DeletedAt = deal.DeletedAt,
        DeletedBy = deal.DeletedBy,
    };
}
