namespace NexusCrm.WebUI.Components.Ui;

/// <summary>What a badge or a notice means. Colour only repeats what its text says.</summary>
public enum Tone
{
    Neutral,
    Info,
    Accent,
    Good,
    Warn,
    Bad,
}

/// <summary>Weight of a button: one primary per view.</summary>
public enum ButtonLook
{
    Secondary,
    Primary,
    Quiet,
    Danger,
}
