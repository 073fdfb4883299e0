namespace NexusCrm.Application.Common.Messaging;

/// <summary>Which attempt of sending a message runs; one per scope.</summary>
public sealed class SendAttempt
{
    /// <summary>True when the sender tries again after a lost race, in a fresh scope.</summary>
    public bool MayBeRepeated { get; set; }
}
