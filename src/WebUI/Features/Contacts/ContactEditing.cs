using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Contacts;
using NexusCrm.Application.Contacts.Commands;
using NexusCrm.Application.Contacts.Queries;
using NexusCrm.WebUI.Features.Records;

namespace NexusCrm.WebUI.Features.Contacts;

/// <summary>How contacts are edited, field by field.</summary>
internal static class ContactEditing
{
    private static readonly DraftField<ContactDraft, ContactPatch>[] Fields =
    [
        Of("First name", d => d.FirstName, (d, v) => d.FirstName = v, (p, d) => p with { FirstName = d.FirstName }),
        Of("Last name", d => d.LastName, (d, v) => d.LastName = v, (p, d) => p with { LastName = d.LastName }),
        Of("Job title", d => d.JobTitle, (d, v) => d.JobTitle = v, (p, d) => p with { JobTitle = d.JobTitle }),
        Of("Department", d => d.Department, (d, v) => d.Department = v, (p, d) => p with { Department = d.Department }),
        new("Reports to", d => d.ReportsToId?.ToString() ?? "", (d, o) => d.ReportsToId = o.ReportsToId, (p, d) => p with { ReportsToId = d.ReportsToId }),
        new("Owner", d => d.OwnerId?.ToString() ?? "", (d, o) => d.OwnerId = o.OwnerId, (p, d) => p with { OwnerId = d.OwnerId }),
        new("E-mail addresses", d => PointDraft.Text(d.Emails), (d, o) => d.Emails = PointDraft.Of(PointDraft.Typed(o.Emails)), (p, d) => p with { Emails = new(PointDraft.Typed(d.Emails)) }),
        new("Phone numbers", d => PointDraft.Text(d.Phones), (d, o) => d.Phones = PointDraft.Of(PointDraft.Typed(o.Phones)), (p, d) => p with { Phones = new(PointDraft.Typed(d.Phones)) }),
        new("Accounts", d => PartDraft.Text(d.Accounts), (d, o) => d.Accounts = PartDraft.Copy(o.Accounts), (p, d) => p with { Accounts = new(d.Parts()) }),
        new("Do not call", d => DraftWords.YesNo(d.DoNotCall), (d, o) => d.DoNotCall = o.DoNotCall, (p, d) => p with { DoNotCall = d.DoNotCall }),
        new("E-mail opt-out", d => DraftWords.YesNo(d.EmailOptOut), (d, o) => d.EmailOptOut = o.EmailOptOut, (p, d) => p with { EmailOptOut = d.EmailOptOut }),
        new("Address", d => d.Address.ToText(), (d, o) => d.Address.Take(o.Address.ToAddress()), (p, d) => p with { Address = d.Address.ToPatch() }),
        new("Tags", d => string.Join(", ", d.Tags), (d, o) => d.Tags = o.Tags, (p, d) => p with { Tags = new(d.Tags) }),
    ];

    /// <summary>The editing of one contact.</summary>
    public static RecordEditing<ContactRecord, ContactDraft, ContactPatch> Of(IUseCases useCases, Guid id) => new(
        Fields, ContactDraft.Of, contact => contact.Version, (patch, version) => useCases.Send(new UpdateContactCommand(id, patch, version)), () => useCases.Send(new GetContactQuery(id)));

    private static DraftField<ContactDraft, ContactPatch> Of(string label, Func<ContactDraft, string?> get, Action<ContactDraft, string?> set, Func<ContactPatch, ContactDraft, ContactPatch> patch) =>
        new(label, draft => DraftWords.Text(get(draft)), (draft, other) => set(draft, get(other)), patch);
}
