using NexusCrm.Application.Records;
using NexusCrm.Domain.Activities;
using NexusCrm.Domain.Common;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Activities;

/// <summary>Says what activities are.</summary>
internal static class ActivityWords
{
    /// <summary>Icon of a kind.</summary>
    public static string Icon(ActivityKind kind) => kind switch
    {
        ActivityKind.Call => Icons.Phone,
        ActivityKind.Meeting => Icons.Calendar,
        ActivityKind.Email => Icons.Mail,
        ActivityKind.Note => Icons.Note,
        _ => Icons.Task,
    };

    /// <summary>"E-mail".</summary>
    public static string Word(ActivityKind kind) => kind is ActivityKind.Email ? "E-mail" : kind.ToString();

    /// <summary>Key of the record type of what an activity is about.</summary>
    public static string RecordTypeOf(RecordType type) => type switch
    {
        RecordType.Lead => RecordTypes.Leads,
        RecordType.Account => RecordTypes.Accounts,
        RecordType.Contact => RecordTypes.Contacts,
        RecordType.Deal => RecordTypes.Deals,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Activities are about leads, accounts, contacts and deals."),
    };
}
