using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Forms;

/// <summary>What the use cases of forms share.</summary>
internal static class LeadFormRules
{
    /// <summary>The default owner is nobody who could work leads.</summary>
    public static readonly Error UnknownOwner = Error.Invalid("defaults.ownerId", "not found");

    /// <summary>A form, tracked; refused when the caller's version is not the current one.</summary>
    public static async Task<Result<LeadForm>> FindFormAsync(this INexusDbContext db, Guid id, int? version, CancellationToken ct)
    {
        var form = await db.LeadForms.SingleOrDefaultAsync(f => f.Id == id, ct);
        if (form is null) return LeadFormErrors.NotFound;
        return version is { } seen && seen != form.Version ? Error.Stale(form.Version) : form;
    }
}
