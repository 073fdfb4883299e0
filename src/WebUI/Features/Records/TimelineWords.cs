using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Common.Timeline;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Records;

/// <summary>Says what happened to a record.</summary>
internal static class TimelineWords
{
    /// <summary>An item as the timeline shows it.</summary>
    public static TimelineEntry Of(TimelineItem item) => new(item.Id.ToString(), IconOf(item), ActorOf(item.Actor), TextOf(item), item.OccurredAt, BodyOf(item));

    private static string ActorOf(TimelineActor actor) => actor switch
    {
        { Name: { } name } => name,
        { Type: ActorKind.User } => "Somebody",
        { Type: ActorKind.ApiKey } => "The API",
        { Type: ActorKind.Form } => "Web form",
        _ => "NexusCrm",
    };

    private static string TextOf(TimelineItem item) => Word(item, "activity") switch
    {
        "call" => $"logged a call: {item.Title}",
        "email" => $"logged an e-mail: {item.Title}",
        "meeting" => $"logged a meeting: {item.Title}",
        "note" => $"wrote a note: {item.Title}",
        "task" => $"{(Word(item, "status") == "completed" ? "completed a task" : "has a task")}: {item.Title}",
        _ => Continued(item.Title),
    };

    private static string? BodyOf(TimelineItem item)
    {
        var parts = new[] { item.Body, Word(item, "outcome") is { } outcome ? $"Outcome: {outcome}" : null, Word(item, "reason") is { } reason ? $"Reason: {Words.Sentence(reason)}" : null };
        var said = string.Join('\n', parts.Where(part => !string.IsNullOrEmpty(part)));
        return said.Length == 0 ? null : said;
    }

    /// <summary>A title within a sentence: only its first letter is lowered, names in it keep theirs.</summary>
    private static string Continued(string title) => title.Length < 2 || char.IsUpper(title[1]) ? title : char.ToLowerInvariant(title[0]) + title[1..];

    private static string? Word(TimelineItem item, string name) => item.Data.GetValueOrDefault(name) as string;

    private static string IconOf(TimelineItem item) => (item.Kind, Word(item, "activity")) switch
    {
        (_, "call") => Icons.Phone,
        (_, "email") or (TimelineKind.Email, _) => Icons.Mail,
        (_, "meeting") => Icons.Calendar,
        (_, "note") => Icons.Note,
        (_, "task") => Icons.Task,
        (_, "form") => Icons.Inbox,
        (TimelineKind.Status, _) => Icons.Target,
        (TimelineKind.Conversion, _) or (TimelineKind.Merge, _) => Icons.Merge,
        (TimelineKind.Assignment, _) => Icons.UserPlus,
        (TimelineKind.Consent, _) => Icons.CircleCheck,
        (TimelineKind.Document, _) or (TimelineKind.Invoice, _) => Icons.File,
        _ => Icons.History,
    };
}
