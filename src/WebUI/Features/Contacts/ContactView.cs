using NexusCrm.Application.Activities.Timeline;
using NexusCrm.Application.Contacts;
using NexusCrm.Application.Contacts.Commands;
using NexusCrm.Application.Contacts.Queries;
using NexusCrm.Application.Records;
using NexusCrm.Domain.Common;
using NexusCrm.WebUI.Components.Ui;
using NexusCrm.WebUI.Features.Records;

namespace NexusCrm.WebUI.Features.Contacts;

/// <summary>The page of a contact.</summary>
internal static class ContactView
{
    /// <summary>What the page asks.</summary>
    public static RecordView<ContactRecord> Definition { get; } = new()
    {
        Type = RecordType.Contact,
        RecordType = RecordTypes.Contacts,
        Many = "Contacts",
        One = "Contact",
        Icon = Icons.User,
        Name = contact => contact.FullName,
        Read = id => new GetContactQuery(id),
        Timeline = (id, request) => new GetRecordTimelineQuery(new RecordReference(RecordType.Contact, id), request),
        Delete = id => new DeleteContactCommand(id),
        Restore = id => new RestoreContactCommand(id),
    };
}
