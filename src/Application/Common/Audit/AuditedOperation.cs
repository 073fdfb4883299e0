using System.Collections.Concurrent;
using System.Reflection;
using NexusCrm.Domain.Audit;

namespace NexusCrm.Application.Common.Audit;

/// <summary>What the audit trail calls the changes that a command makes, where that says more than created, updated, deleted and restored.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AuditedAsAttribute(AuditAction action) : Attribute
{
    /// <summary>The action. Converted and merged name changes only; imported and undone name rows that come and go as well.</summary>
    public AuditAction Action { get; } = action;
}

/// <summary>A command whose sender says why.</summary>
public interface IGivesReason
{
    /// <summary>Why, in the sender's words; null when nothing was said.</summary>
    string? Why { get; }
}

/// <summary>The use case that runs, as the audit trail names it.</summary>
/// <param name="Name">Name of the message without its ending: <c>ConvertLead</c>.</param>
/// <param name="Action">What its changes are called, or null for what they plainly are.</param>
/// <param name="Reason">Why, as said by the sender.</param>
public sealed record AuditedOperation(string Name, AuditAction? Action, string? Reason)
{
    private static readonly ConcurrentDictionary<Type, (string Name, AuditAction? Action)> Known = new();

    /// <summary>The operation of a message.</summary>
    public static AuditedOperation Of(object message)
    {
        var (name, action) = Known.GetOrAdd(message.GetType(), type => (NameOf(type), type.GetCustomAttribute<AuditedAsAttribute>()?.Action));
        return new AuditedOperation(name, action, Shortened((message as IGivesReason)?.Why));
    }

    private static string NameOf(Type message)
    {
        foreach (var ending in (ReadOnlySpan<string>)["Command", "Query"])
        {
            if (message.Name.EndsWith(ending, StringComparison.Ordinal)) return message.Name[..^ending.Length];
        }

        return message.Name;
    }

    private static string? Shortened(string? reason) => reason?.Length > AuditEntry.ReasonMaxLength ? reason[..AuditEntry.ReasonMaxLength] : reason;
}
