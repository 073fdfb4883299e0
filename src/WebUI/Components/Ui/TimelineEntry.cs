namespace NexusCrm.WebUI.Components.Ui;

/// <summary>Something that happened to a record.</summary>
/// <param name="Id">Key of the entry.</param>
/// <param name="Icon">One of <see cref="Icons"/>.</param>
/// <param name="Actor">Who did it: a name, "Import", "Web form".</param>
/// <param name="Text">What, in the past tense: "changed the status to Qualified".</param>
/// <param name="At">When.</param>
/// <param name="Body">Text of a note, an e-mail, a reason; line breaks are kept.</param>
public sealed record TimelineEntry(string Id, string Icon, string Actor, string Text, DateTimeOffset At, string? Body = null);
