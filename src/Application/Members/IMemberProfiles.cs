using NexusCrm.Application.Identity;

namespace NexusCrm.Application.Members;

/// <summary>Name and address of a person as their organizations keep them for lists.</summary>
public interface IMemberProfiles
{
    /// <summary>Takes the person's name and address over into every organization they belong to. Each is saved by itself; repeating it does no harm.</summary>
    Task TakeOverAsync(UserProfile user, CancellationToken ct);
}
