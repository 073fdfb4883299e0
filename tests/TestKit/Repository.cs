namespace NexusCrm.TestKit;

/// <summary>The working copy that the tests were built from.</summary>
public static class Repository
{
    /// <summary>The folder of <c>NexusCrm.sln</c>.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "NexusCrm.sln"))) return folder.FullName;
        }
        throw new InvalidOperationException($"No NexusCrm.sln above {AppContext.BaseDirectory}.");
    }
}
