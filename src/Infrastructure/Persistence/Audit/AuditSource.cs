using System.Diagnostics;
using System.Text.Json;
using NexusCrm.Application.Common.Access;
using NexusCrm.Domain.Audit;

namespace NexusCrm.Infrastructure.Persistence.Audit;

/// <summary>Who acts, in the words of the setting <c>app.audit</c> that the triggers of the trail read.</summary>
internal static class AuditSource
{
    /// <summary>The setting's text; empty for work outside operations.</summary>
    public static string Of(CurrentActor? actor)
    {
        if (actor is null) return "";
        var identity = actor.Identity;
        var isJob = identity.Kind is ActorKind.Job;
        return JsonSerializer.Serialize(new Dictionary<string, string?>(8)
        {
            ["actor_kind"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(identity.Kind.ToString()),
            ["actor_id"] = (identity.Principal ?? (isJob ? null : identity.User))?.ToString(),
            ["on_behalf_of"] = isJob || identity.Principal is not null ? identity.User?.ToString() : null,
            ["operation"] = actor.Operation?.Name,
            ["request_id"] = Shortened(identity.RequestId ?? Activity.Current?.TraceId.ToString(), AuditEntry.RequestIdMaxLength),
            ["ip"] = Shortened(identity.Address, AuditEntry.IpMaxLength),
            ["reason"] = actor.Operation?.Reason,
            ["hint"] = actor.Operation?.Action is { } action ? JsonNamingPolicy.SnakeCaseLower.ConvertName(action.ToString()) : null,
        });
    }

    private static string? Shortened(string? text, int length) => text?.Length > length ? text[..length] : text;
}
