using NexusCrm.Domain.Activities;

namespace NexusCrm.WebUI.Features.Activities;

/// <summary>What a person writes down about something done or to be done.</summary>
public sealed class ActivityDraft
{
    public ActivityKind Kind { get; set; }
    public string? Subject { get; set; }
    public string? Body { get; set; }
    public ActivityDirection Direction { get; set; } = ActivityDirection.Outbound;
    public string? Outcome { get; set; }

    /// <summary>A call, e-mail or meeting that is still to come; tasks always are.</summary>
    public bool Planned { get; set; }

    public DateOnly? DueOn { get; set; }

    /// <summary>Whether it stays open until somebody completes it.</summary>
    public bool IsOpen => Kind is ActivityKind.Task || (Planned && Kind is not ActivityKind.Note);

    /// <summary>As the use cases take it.</summary>
    public ActivityDetails ToDetails() => new()
    {
        Kind = Kind,
        Subject = Kind is ActivityKind.Note ? FirstLine : Subject,
        Body = Kind is ActivityKind.Note ? OtherLines : Body,
        Direction = Kind is ActivityKind.Call or ActivityKind.Email ? Direction : null,
        DueOn = IsOpen ? DueOn : null,
    };

    private string FirstLine
    {
        get
        {
            var line = (Body ?? "").Trim().Split('\n')[0].Trim();
            return line.Length <= ActivityDetails.SubjectMaxLength ? line : $"{line[..(ActivityDetails.SubjectMaxLength - 1)]}…";
        }
    }

    /// <summary>What the subject does not say already.</summary>
    private string? OtherLines
    {
        get
        {
            var text = (Body ?? "").Trim();
            var rest = text.Length > ActivityDetails.SubjectMaxLength && !text[..ActivityDetails.SubjectMaxLength].Contains('\n', StringComparison.Ordinal) ? text : text[text.Split('\n')[0].Length..].Trim();
            return rest.Length == 0 ? null : rest;
        }
    }
}
