namespace NexusCrm.Infrastructure.Identity;

/// <summary>A challenge that waits for a browser's answer; deleted by its use. Global: who answers is not known yet.</summary>
internal sealed class PasskeyChallengeRow
{
    /// <summary>SHA-256 of what the browser sends back.</summary>
    public byte[] StateHash { get; init; } = [];

    /// <summary>The user who adds a passkey; null for a sign-in.</summary>
    public Guid? UserId { get; init; }

    /// <summary>What the framework needs to check the answer, as JSON.</summary>
    public string State { get; init; } = "";

    public DateTimeOffset ExpiresAt { get; init; }
}
