using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Application.Leads.Assignment;
using NexusCrm.Application.Members;
using NexusCrm.Domain.Activities;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Consent;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Capture;

/// <summary>Takes in what a visitor sent through a public form (rule L14): a new lead, or a touch of the open one with the same e-mail address. The answer does not tell which.</summary>
/// <param name="FormKey">The form's public key.</param>
/// <param name="Submission">What was sent.</param>
/// <param name="Origin">The web origin a browser sent it from, when that is another site; null otherwise.</param>
[OpenToAll("a visitor has no account; the form's public key names the organization")]
public sealed record CaptureLeadCommand(string? FormKey, LeadSubmission Submission, string? Origin = null) : ICommand<LeadReceipt>;

/// <summary>What a visitor is told.</summary>
/// <param name="Reference">Random; kept as proof of a consent, it leads nowhere else.</param>
public sealed record LeadReceipt(string Reference);

internal sealed class CaptureLeadCommandHandler(INexusDbContext db, PublicForms forms, ILocks locks, IAssignLeads assignment, IActor actor, TimeProvider clock)
    : ICommandHandler<CaptureLeadCommand, LeadReceipt>
{
    public async Task<Result<LeadReceipt>> Handle(CaptureLeadCommand command, CancellationToken ct)
    {
        var entered = await forms.EnterAsync(command.FormKey, ct);
        if (!entered.Succeeded) return entered.Error;
        if (command.Origin is { } origin && !entered.Value.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase)) return PublicForms.UnknownKey;

        var receipt = new LeadReceipt(RandomNumberGenerator.GetHexString(20, lowercase: true));
        if (!string.IsNullOrEmpty(command.Submission.Trap)) return receipt;

        var taken = await TakeInAsync(entered.Value, command.Submission, receipt, ct);
        return taken.Succeeded ? receipt : taken.Error;
    }

    private async Task<Result<Done>> TakeInAsync(LeadForm form, LeadSubmission submission, LeadReceipt receipt, CancellationToken ct)
    {
        var at = clock.GetUtcNow();
        var created = Lead.Create(form.OrganizationId, submission.Details(form), at, by: null);
        if (!created.Succeeded) return created.Error;

        await using var transaction = await db.BeginAsync(ct);
        var open = await OpenLeadAsync(created.Value.NormalizedEmail, ct);
        var taken = open is null ? await AddAsync(created.Value, form, at, ct) : Touch(open, form, submission, at);
        if (!taken.Succeeded) return taken.Error;

        if (submission.ConsentGranted && form.ConsentText is not null) KeepConsent(open ?? created.Value, form, submission, receipt, at);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Done.Value;
    }

    /// <summary>The latest open lead with the address. Submissions of one address wait for each other, so that a double click makes one lead.</summary>
    private async Task<Lead?> OpenLeadAsync(string? email, CancellationToken ct)
    {
        if (email is null) return null;
        await locks.NamedAsync($"capture:{email}", ct);
        return await db.Leads.Where(l => l.NormalizedEmail == email && l.Status != LeadStatus.Disqualified && l.Status != LeadStatus.Converted)
            .OrderByDescending(l => l.CreatedAt).ThenByDescending(l => l.Id).FirstOrDefaultAsync(ct);
    }

    private async Task<Result<Done>> AddAsync(Lead lead, LeadForm form, DateTimeOffset at, CancellationToken ct)
    {
        lead.RecordFirstTouch(form.Id, at);
        db.Leads.Add(lead);
        var assignee = form.DefaultOwnerId is { } owner && await db.IsActiveMemberAsync(owner, ct) ? new LeadAssignee(owner, null) : await assignment.ChooseAsync(lead, ct);
        return lead.Assign(assignee.OwnerId, assignee.TerritoryId, manual: false, at, by: null);
    }

    private Result<Done> Touch(Lead open, LeadForm form, LeadSubmission submission, DateTimeOffset at)
    {
        var before = open.Description;
        var touched = open.TouchAgain(form.Id, submission.Details(form), at);
        if (!touched.Succeeded || before is null || string.IsNullOrWhiteSpace(submission.Description)) return touched;

        // The lead keeps its description; what the visitor writes now must not be lost.
        var note = new ActivityDetails { Kind = ActivityKind.Note, Subject = "Message through the form", Body = submission.Description };
        var logged = Activity.Log(form.OrganizationId, note, [new RecordReference(RecordType.Lead, open.Id)], null, at, at, by: null);
        if (!logged.Succeeded) return logged.Error;
        db.Set<Activity>().Add(logged.Value);
        return Done.Value;
    }

    private void KeepConsent(Lead lead, LeadForm form, LeadSubmission submission, LeadReceipt receipt, DateTimeOffset at)
    {
        var seen = submission.ConsentVersion is { } version && version > 0 ? version : form.ConsentVersion;
        var statement = new ConsentStatement(
            new RecordReference(RecordType.Lead, lead.Id), ConsentPurpose.Marketing, ConsentChannel.Any, ConsentDecision.Granted, seen,
            seen == form.ConsentVersion ? form.ConsentText : null, $"form:{form.PublicKey}", $"reference {receipt.Reference}, address {actor.Identity.Address ?? "unknown"}");
        db.Set<ConsentEntry>().Add(ConsentEntry.Record(form.OrganizationId, statement, at, by: null).Value);
    }
}
