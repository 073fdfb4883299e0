using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Crm;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Contacts;
using NexusCrm.Application.Deals;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Contacts;
using NexusCrm.Domain.Deals;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Conversion;

/// <summary>A record that a lead is converted into.</summary>
/// <param name="Record">The record; null when the target is skipped.</param>
/// <param name="Created">True for a new one.</param>
/// <param name="Before">The details of an existing one before, as JSON.</param>
/// <param name="Effects">What it gains, field by field.</param>
/// <param name="Skipped">What it did not take (rule L6).</param>
internal sealed record OpenedTarget<T>(T? Record, bool Created, string? Before, IReadOnlyList<ConversionEffect> Effects, IReadOnlyList<SkippedConflict> Skipped) where T : CrmRecord
{
    public static OpenedTarget<T> None { get; } = new(null, false, null, [], []);

    public Guid? Id => Record?.Id;

    /// <summary>The version before the conversion.</summary>
    public int VersionBefore { get; } = Record?.Version ?? 0;
}

/// <summary>Makes or finds the records of a conversion and gives them what the lead knows. Existing ones are locked and get their blanks filled only.</summary>
internal sealed class ConversionTargets(INexusDbContext db, ILocks locks, IActor actor, PrimaryContacts primaries, DealRanks ranks)
{
    public async Task<Result<OpenedTarget<Account>>> AccountAsync(Lead lead, TargetChoice choice, Guid? ownerId, ChangeStamp stamp, CancellationToken ct)
    {
        if (choice.ExistingId is { } id) return await ExistingAccountAsync(lead, id, stamp, ct);
        if (!choice.Creates) return OpenedTarget<Account>.None;

        var created = Account.Create(actor.OrganizationId, LeadHandover.NewAccount(lead), stamp.At, stamp.By);
        if (!created.Succeeded) return created.Error.Under("account");

        created.Value.Assign(ownerId, lead.TerritoryId, stamp.At, stamp.By);
        db.Set<Account>().Add(created.Value);
        return Created(created.Value, ConversionEffect.Of(created.Value.Details()));
    }

    public async Task<Result<OpenedTarget<Contact>>> ContactAsync(Lead lead, TargetChoice choice, Account? account, Guid? ownerId, ChangeStamp stamp, CancellationToken ct)
    {
        if (choice.IsOpen || choice is { Creates: false, ExistingId: null }) return OpenedTarget<Contact>.None;

        var primary = account is not null && !await primaries.HasAnotherAsync(account.Id, choice.ExistingId, ct);
        if (choice.ExistingId is { } id) return await ExistingContactAsync(lead, id, account?.Id, primary, stamp, ct);

        var created = Contact.Create(actor.OrganizationId, LeadHandover.NewContact(lead, account?.Id, primary), stamp.At, stamp.By);
        if (!created.Succeeded) return created.Error.Under("contact");

        created.Value.Assign(ownerId, stamp.At, stamp.By);
        db.Set<Contact>().Add(created.Value);
        return Created(created.Value, ConversionEffect.Of(created.Value.Details()));
    }

    public async Task<Result<OpenedTarget<Deal>>> DealAsync(Lead lead, DealTarget target, Guid? accountId, Guid? contactId, Guid? ownerId, ChangeStamp stamp, CancellationToken ct)
    {
        if (target.Mode is TargetMode.Skip) return OpenedTarget<Deal>.None;
        if (target is { Mode: TargetMode.Existing, Id: { } id }) return await ExistingDealAsync(lead, id, accountId, contactId, stamp, ct);

        var pipeline = await db.Set<Pipeline>().Include(p => p.Stages).SingleOrDefaultAsync(p => target.PipelineId == null ? p.IsDefault : p.Id == target.PipelineId, ct);
        if (pipeline is null) return Error.Invalid("deal.pipelineId", "not found");

        var known = LeadHandover.NewDeal(lead, accountId, contactId);
        var details = known with { Name = target.Name ?? known.Name, Amount = target.Amount ?? known.Amount, CloseDate = target.CloseDate };
        var created = Deal.Create(actor.OrganizationId, details, pipeline, null, await ranks.LastAsync(pipeline.FirstStage.Id, ct), stamp.At, stamp.By);
        if (!created.Succeeded) return created.Error.Under("deal");

        created.Value.Assign(ownerId, stamp.At, stamp.By);
        created.Value.ComesFrom(lead.Id, lead.Utm);
        db.Set<Deal>().Add(created.Value);
        return Created(created.Value, ConversionEffect.Of(created.Value.Details()));
    }

    private async Task<Result<OpenedTarget<Account>>> ExistingAccountAsync(Lead lead, Guid id, ChangeStamp stamp, CancellationToken ct)
    {
        await locks.ForUpdateAsync<Account>(id, ct);
        var account = await db.Set<Account>().Where(RecordVisibility.To<Account>(actor)).SingleOrDefaultAsync(a => a.Id == id, ct);
        if (account is null) return Error.Invalid("account.id", "not found");

        var before = account.Details();
        var handover = LeadHandover.Into(before, lead);
        var opened = new OpenedTarget<Account>(account, false, JsonSerializer.Serialize(before), ConversionEffect.Between(before, handover.Details), handover.Skipped);
        var changed = account.Change(handover.Details, stamp.At, stamp.By);
        return changed.Succeeded ? opened : changed.Error.Under("account");
    }

    private async Task<Result<OpenedTarget<Contact>>> ExistingContactAsync(Lead lead, Guid id, Guid? accountId, bool primary, ChangeStamp stamp, CancellationToken ct)
    {
        await locks.ForUpdateAsync<Contact>(id, ct);
        var contact = await db.Set<Contact>().Where(RecordVisibility.To<Contact>(actor)).Include(c => c.Emails).Include(c => c.Phones).Include(c => c.Accounts).SingleOrDefaultAsync(c => c.Id == id, ct);
        if (contact is null) return Error.Invalid("contact.id", "not found");

        var before = contact.Details();
        var handover = LeadHandover.Into(before, lead);
        var joins = accountId is { } account && before.Accounts.All(a => a.AccountId != account);
        var after = joins ? handover.Details with { Accounts = [.. before.Accounts, new AccountPart(accountId!.Value, null, primary)] } : handover.Details;
        var opened = new OpenedTarget<Contact>(contact, false, JsonSerializer.Serialize(before), ConversionEffect.Between(before, after), handover.Skipped);
        var changed = contact.Change(after, stamp.At, stamp.By);
        return changed.Succeeded ? opened : changed.Error.Under("contact");
    }

    /// <summary>An existing deal learns its account where it has none, the contact, and where it came from; the rest of it is further along than the lead.</summary>
    private async Task<Result<OpenedTarget<Deal>>> ExistingDealAsync(Lead lead, Guid id, Guid? accountId, Guid? contactId, ChangeStamp stamp, CancellationToken ct)
    {
        await locks.ForUpdateAsync<Deal>(id, ct);
        var deal = await db.Set<Deal>().Where(RecordVisibility.To<Deal>(actor)).Include(d => d.Contacts).SingleOrDefaultAsync(d => d.Id == id, ct);
        if (deal is null) return Error.Invalid("deal.id", "not found");

        var stage = await db.Set<PipelineStage>().SingleAsync(s => s.Id == deal.StageId, ct);
        var before = deal.Details();
        var joins = contactId is { } contact && before.Contacts.All(c => c.ContactId != contact);
        var after = before with { AccountId = before.AccountId ?? accountId, Contacts = joins ? [.. before.Contacts, new DealPart(contactId!.Value)] : before.Contacts };
        var opened = new OpenedTarget<Deal>(deal, false, JsonSerializer.Serialize(before), ConversionEffect.Between(before, after), []);
        var changed = deal.Change(after, stage, stamp.At, stamp.By);
        if (!changed.Succeeded) return changed.Error.Under("deal");

        if (deal.SourceLeadId is null) deal.ComesFrom(lead.Id, lead.Utm);
        return opened;
    }

    private static OpenedTarget<T> Created<T>(T record, IReadOnlyList<ConversionEffect> effects) where T : CrmRecord => new(record, true, null, effects, []);
}
