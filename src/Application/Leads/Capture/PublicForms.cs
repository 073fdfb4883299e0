using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Capture;

/// <summary>The way in for visitors: a form's public key names the organization, and the operation goes on as that form. It can add, never read.</summary>
internal sealed class PublicForms(INexusDbContext db, CurrentActor actor, ICredentialIndex credentials)
{
    /// <summary>No active form has the key, or not for this origin: one answer.</summary>
    public static readonly Error UnknownKey = new("invalid_form_key", "A valid form key is needed.", ErrorKind.Unauthenticated);

    /// <summary>Enters the organization of an active form, or refuses.</summary>
    public async Task<Result<LeadForm>> EnterAsync(string? key, CancellationToken ct)
    {
        if (key is not { Length: LeadForm.PublicKeyLength } || await credentials.OrganizationOfAsync(key, ct) is not { } organization) return UnknownKey;

        actor.Become(actor.Identity with { Kind = ActorKind.Form, Organization = organization, User = null, Session = null });
        var form = await db.LeadForms.AsNoTracking().SingleOrDefaultAsync(f => f.PublicKey == key && f.Active, ct);
        if (form is null) return UnknownKey;

        actor.Become(actor.Identity with { Principal = form.Id });
        return form;
    }
}
