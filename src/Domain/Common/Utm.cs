namespace NexusCrm.Domain.Common;

/// <summary>The campaign parameters a visitor arrived with; every part may be missing.</summary>
public sealed record Utm(string? Source, string? Medium, string? Campaign, string? Term, string? Content)
{
    /// <summary>Longest parameter, in characters.</summary>
    public const int PartMaxLength = 200;

    /// <summary>No parameter known.</summary>
    public static Utm None { get; } = new(null, null, null, null, null);

    /// <summary>True when no parameter is known.</summary>
    public bool IsEmpty => this == None;
}
