using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Merging;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Contacts;
using NexusCrm.Domain.Deals;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Conversion;

/// <summary>A conversion thought through: the locked lead and what becomes of each target.</summary>
internal sealed record ConversionPlan(Lead Lead, TargetChoice Account, TargetChoice Contact, DealTarget Deal, Guid? OwnerId, ChangeStamp Stamp)
{
    /// <summary>True when somebody has to choose before it can be carried out.</summary>
    public bool IsAmbiguous => Account.IsOpen || Contact.IsOpen;

    public ConversionCandidates Candidates => new(Account.Candidates, Contact.Candidates);

    /// <summary>Who gets the lead's open activities, or null when the owner stays.</summary>
    public Guid? NewOwner => OwnerId == Lead.OwnerId ? null : OwnerId;
}

/// <summary>The records of a conversion, tracked and not yet saved.</summary>
internal sealed record ConversionRecords(OpenedTarget<Account> Account, OpenedTarget<Contact> Contact, OpenedTarget<Deal> Deal)
{
    public IReadOnlyList<SkippedConflict> Skipped => [.. Account.Skipped, .. Contact.Skipped, .. Deal.Skipped];

    public IReadOnlyList<RecordReference> References =>
    [
        .. Account.Id is { } account ? [new RecordReference(RecordType.Account, account)] : Array.Empty<RecordReference>(),
        .. Contact.Id is { } contact ? [new RecordReference(RecordType.Contact, contact)] : Array.Empty<RecordReference>(),
        .. Deal.Id is { } deal ? [new RecordReference(RecordType.Deal, deal)] : Array.Empty<RecordReference>(),
    ];
}

/// <summary>Works a conversion out, for the command that saves it and for the preview that does not. Needs the caller's transaction.</summary>
internal sealed class LeadConverter(INexusDbContext db, ILocks locks, IActor actor, RecordReferences references, ConversionMatches matches, ConversionTargets targets, TimeProvider clock)
{
    /// <summary>Locks the lead and decides about its targets.</summary>
    public async Task<Result<ConversionPlan>> PlanAsync(Guid leadId, ConversionChoices choices, int? version, CancellationToken ct)
    {
        await locks.ForUpdateAsync<Lead>(leadId, ct);
        var lead = await db.Leads.Where(LeadVisibility.To(actor)).SingleOrDefaultAsync(l => l.Id == leadId, ct);
        if (lead is null) return await db.MissingAsync<Lead>(actor, leadId, LeadErrors.NotFound, ct);
        if (lead.CannotConvert() is { } refusal) return refusal;
        if (version is { } seen && seen != lead.Version) return Error.Stale(lead.Version);
        if (await references.MissingOwnerAsync(choices.OwnerId, ct) is { } noOwner) return noOwner;

        var candidates = await matches.OfAsync(lead, ct);
        var (account, contact) = (TargetChoice.Of(choices.Account, candidates.Account), TargetChoice.Of(choices.Contact, candidates.Contact));
        if (NotAllowed(account, contact, choices.Deal) is { } forbidden) return forbidden;
        return new ConversionPlan(lead, account, contact, choices.Deal, choices.OwnerId ?? lead.OwnerId, new ChangeStamp(clock.GetUtcNow(), actor.UserId));
    }

    /// <summary>Makes and fills the records; what is still open is left out.</summary>
    public async Task<Result<ConversionRecords>> OpenAsync(ConversionPlan plan, CancellationToken ct)
    {
        var account = await targets.AccountAsync(plan.Lead, plan.Account, plan.OwnerId, plan.Stamp, ct);
        if (!account.Succeeded) return account.Error;
        var contact = await targets.ContactAsync(plan.Lead, plan.Contact, account.Value.Record, plan.OwnerId, plan.Stamp, ct);
        if (!contact.Succeeded) return contact.Error;
        var deal = await targets.DealAsync(plan.Lead, plan.Deal, account.Value.Id, contact.Value.Id, plan.OwnerId, plan.Stamp, ct);
        return deal.Succeeded ? new ConversionRecords(account.Value, contact.Value, deal.Value) : deal.Error;
    }

    /// <summary>Creating and changing a record needs the same permission (rule L7).</summary>
    private Error? NotAllowed(TargetChoice account, TargetChoice contact, DealTarget deal)
    {
        var needed = new List<string>();
        if (account.Creates || account.ExistingId is not null) needed.Add(Permissions.Accounts.Write);
        if (contact.Creates || contact.ExistingId is not null) needed.Add(Permissions.Contacts.Write);
        if (deal.Mode is not TargetMode.Skip) needed.Add(Permissions.Deals.Write);
        var missing = needed.Find(permission => !actor.May(permission));
        return missing is null ? null : Error.Forbidden("You do not have permission to do this.").With("permission", missing);
    }
}
