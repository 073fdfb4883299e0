using NexusCrm.Application.Accounts;
using NexusCrm.Application.Accounts.Commands;
using NexusCrm.Application.Accounts.Queries;
using NexusCrm.Application.Activities.Timeline;
using NexusCrm.Application.Records;
using NexusCrm.Domain.Common;
using NexusCrm.WebUI.Components.Ui;
using NexusCrm.WebUI.Features.Records;

namespace NexusCrm.WebUI.Features.Accounts;

/// <summary>The page of an account.</summary>
internal static class AccountView
{
    /// <summary>What the page asks.</summary>
    public static RecordView<AccountRecord> Definition { get; } = new()
    {
        Type = RecordType.Account,
        RecordType = RecordTypes.Accounts,
        Many = "Accounts",
        One = "Account",
        Icon = Icons.Building,
        Name = account => account.Name,
        Read = id => new GetAccountQuery(id),
        Timeline = (id, request) => new GetRecordTimelineQuery(new RecordReference(RecordType.Account, id), request),
        Delete = id => new DeleteAccountCommand(id),
        Restore = id => new RestoreAccountCommand(id),
    };
}
