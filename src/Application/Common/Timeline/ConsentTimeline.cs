using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Records;
using NexusCrm.Domain.Consent;

namespace NexusCrm.Application.Common.Timeline;

/// <summary>The consent ledger of a lead or contact as part of its timeline.</summary>
internal static class ConsentTimeline
{
    public static async Task<IEnumerable<TimelineItem>> ReadAsync(INexusDbContext db, TimelineSubject person, TimelineSlice slice, CancellationToken ct)
    {
        var consents = await slice.OfAsync(db.Set<ConsentEntry>().AsNoTracking().Where(e => e.PersonType == person.Type && e.PersonId == person.Id), e => e.At, e => e.Id, e => e, ct);
        return consents.Select(e => new TimelineItem(
            e.Id, TimelineKind.Consent, e.At, TimelineActor.By(e.By),
            $"Consent to {WireNames<ConsentPurpose>.Of(e.Purpose)} {WireNames<ConsentDecision>.Of(e.Decision)}", e.Wording, person,
            TimelineItem.Facts(("purpose", WireNames<ConsentPurpose>.Of(e.Purpose)), ("channel", WireNames<ConsentChannel>.Of(e.Channel)), ("decision", WireNames<ConsentDecision>.Of(e.Decision)), ("wordingVersion", e.WordingVersion), ("source", e.Source))));
    }
}
