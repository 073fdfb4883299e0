using NexusCrm.Application.Notifications;
using NexusCrm.Domain.Notifications;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Notifications;

/// <summary>What people read about notifications.</summary>
internal static class NotificationWords
{
    /// <summary>One of <see cref="Icons"/>.</summary>
    public static string Icon(NotificationKind kind) => kind switch
    {
        NotificationKind.Assigned => Icons.UserPlus,
        NotificationKind.Converted => Icons.CircleCheck,
        NotificationKind.JobFinished => Icons.History,
        _ => Icons.Users,
    };

    /// <summary>What happened, before the record's name: "Marcus Lim gave you the lead".</summary>
    public static string Text(NotificationLine line) => line.Kind switch
    {
        NotificationKind.Assigned => $"{Actor(line)} gave you the {line.Subject}",
        NotificationKind.Converted => $"{Actor(line)} converted your lead",
        NotificationKind.InvitationAccepted => $"{Actor(line)} accepted your invitation",
        _ => line.Detail switch
        {
            "completed" => "Done:",
            "completed_with_errors" => "Done, with rows that failed:",
            "cancelled" => "Cancelled:",
            _ => "Failed:",
        },
    };

    /// <summary>How the record is called; null where there is none to name.</summary>
    public static string? Name(NotificationLine line) => line.Kind switch
    {
        NotificationKind.InvitationAccepted => null,
        NotificationKind.JobFinished => Words.Sentence((line.SubjectName ?? "work").Replace('_', ' ')),
        _ => line.SubjectName,
    };

    /// <summary>Where it leads; null where the record is not open to the member any more.</summary>
    public static string? Href(NotificationLine line) => line.Kind switch
    {
        NotificationKind.InvitationAccepted => "/settings/members",
        _ when line.SubjectName is null => null,
        _ => $"/{line.Subject}s/{line.SubjectId}",
    };

    /// <summary>Name and explanation of a kind.</summary>
    public static (string Title, string Help) Describe(NotificationKind kind) => kind switch
    {
        NotificationKind.Assigned => ("Records given to you", "A lead, account, contact or deal gets you as its owner."),
        NotificationKind.Converted => ("Your leads converted", "Somebody else converts a lead of yours."),
        NotificationKind.JobFinished => ("Work finished", "An import, a bulk change or other work that you asked for has ended."),
        _ => ("Invitations accepted", "Somebody you invited has joined."),
    };

    private static string Actor(NotificationLine line) => line.ActorName ?? "NexusCrm";
}
