using NexusCrm.Domain.Accounts;

namespace NexusCrm.Application.Accounts;

/// <summary>Accounts below others, loaded under the lock of the hierarchy, so that many of them can be lifted in one go (rule H3).</summary>
internal sealed class AccountFamily(IReadOnlyCollection<Account> members)
{
    /// <summary>Nobody.</summary>
    public static AccountFamily None { get; } = new([]);

    /// <summary>The accounts right below one, those in the recycle bin left out.</summary>
    public IReadOnlyList<Guid> ChildrenOf(Account parent) => [.. Below(parent).Select(a => a.Id)];

    /// <summary>Lifts the children of an account to its parent. Lifting makes no loop and no new level.</summary>
    public void LiftChildren(Account parent, DateTimeOffset at, Guid? by)
    {
        foreach (var child in Below(parent).ToList()) child.MoveUnder(parent.ParentId, [], levelsBelow: 0, at, by);
    }

    /// <summary>Puts children back that were lifted, where they still stand where lifting left them.</summary>
    public void TakeBack(Account parent, IReadOnlyList<Guid> children, DateTimeOffset at, Guid? by)
    {
        foreach (var child in members.Where(a => children.Contains(a.Id) && a.ParentId == parent.ParentId && a.DeletedAt is null)) child.MoveUnder(parent.Id, [], levelsBelow: 0, at, by);
    }

    private IEnumerable<Account> Below(Account parent) => members.Where(a => a.ParentId == parent.Id && a.DeletedAt is null);
}
