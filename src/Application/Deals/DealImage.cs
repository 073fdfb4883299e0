using System.Text.Json;
using NexusCrm.Application.Common.Jobs;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Deals;

namespace NexusCrm.Application.Deals;

/// <summary>How a deal was before a job changed it: all that imports and bulk actions can change.</summary>
internal sealed record DealImage(DealDetails Details, Guid? OwnerId, Guid StageId, string Rank, DealClosing Closing, DateOnly? ClosedOn, bool IsDeleted)
{
    /// <summary>The image of a deal, as JSON.</summary>
    public static string Of(Deal deal) => JsonSerializer.Serialize(
        new DealImage(deal.Details(), deal.OwnerId, deal.StageId, deal.Rank, new DealClosing(deal.LostReason, deal.WonReason, deal.ClosingNote), deal.ClosedOn, deal.DeletedAt is not null), JobLedger.Json);

    /// <summary>Brings a deal back to an image: to its stage first, since what a deal may say about itself depends on it.</summary>
    public static Result<Done> Restore(Deal deal, string image, DealStages stages, DateTimeOffset at, Guid? by)
    {
        var before = JsonSerializer.Deserialize<DealImage>(image, JobLedger.Json)!;
        var stage = stages.Of(before.StageId);
        if (deal.StageId != stage.Id && deal.Move(stage, before.Rank, before.Closing, before.ClosedOn ?? default, at, by).Error is { } stuck) return stuck;
        var changed = deal.Change(before.Details, stage, at, by);
        if (!changed.Succeeded) return changed;

        deal.Assign(before.OwnerId, at, by);
        if (before.IsDeleted) deal.Delete(at, by);
        else deal.Restore(at, by);
        return Done.Value;
    }
}
