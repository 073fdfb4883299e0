namespace NexusCrm.WebUI.Components.Ui;

/// <summary>Short messages at the edge of the page, read out by screen readers.</summary>
public interface IToasts
{
    /// <summary>Something was done. With <paramref name="undo"/>, the message offers to take it back and stays longer.</summary>
    void Success(string text, Func<Task>? undo = null);

    /// <summary>Something is worth knowing.</summary>
    void Info(string text);

    /// <summary>Something failed. Stays until it is dismissed.</summary>
    void Error(string text);
}
