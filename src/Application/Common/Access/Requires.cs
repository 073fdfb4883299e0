namespace NexusCrm.Application.Common.Access;

/// <summary>States the permissions that a message needs, all of them. A message without this or <see cref="OpenToAllAttribute"/> or <see cref="SignedInAttribute"/> is refused and fails the build's tests.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresAttribute(params string[] permissions) : Attribute
{
    /// <summary>The permissions.</summary>
    public IReadOnlyList<string> Permissions { get; } = permissions;
}

/// <summary>Any signed-in person may send it: it concerns only the person. API keys may not, unless it says so.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SignedInAttribute(string why) : Attribute
{
    /// <summary>Why no permission is needed.</summary>
    public string Why { get; } = why;

    /// <summary>True where an API key may send it too: it is about records, not about sign-in.</summary>
    public bool KeysToo { get; init; }
}

/// <summary>Anyone may send it, signed in or not.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OpenToAllAttribute(string why) : Attribute
{
    /// <summary>Why it is open.</summary>
    public string Why { get; } = why;
}

/// <summary>A command that may be sent while one looks at the product as another role, which is otherwise for reading only.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AllowedWhileViewingAttribute : Attribute;

/// <summary>Only the product's own jobs send it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class JobsOnlyAttribute : Attribute;

/// <summary>A message whose permission depends on a value in it (the record type of a list, the action of a bulk). Checked besides the attribute.</summary>
public interface IRequiresPermission
{
    /// <summary>The permission that this very message needs, or null when the value is unknown (the handler then refuses it as not found).</summary>
    string? Permission { get; }
}

/// <summary>States that the permission stands in the message: see <see cref="IRequiresPermission"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresPermissionOfMessageAttribute : Attribute;
