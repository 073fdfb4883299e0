using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Accounts;

/// <summary>The refusals of accounts.</summary>
public static class AccountErrors
{
    /// <summary>Not there or not the caller's.</summary>
    public static readonly Error NotFound = Error.NotFound("The account");

    /// <summary>An account cannot stand under itself (rule H1).</summary>
    public static readonly Error HierarchyLoop = Error.Conflict("hierarchy_loop", "An account cannot stand below itself.");

    /// <summary>The hierarchy has ten levels at most (rule H2).</summary>
    public static readonly Error HierarchyTooDeep = Error.Conflict("hierarchy_too_deep", $"A hierarchy has at most {Account.DepthMax} levels.");
}
