using System.Security.Cryptography;
using System.Text;
using NexusCrm.Infrastructure.Hosting.EmbeddedPostgres;

namespace NexusCrm.Infrastructure.Hosting;

/// <summary>Where an application without configuration keeps what it stores.</summary>
public static class DataFolder
{
    private const string SystemRoot = "/var/lib/nexuscrm";

    /// <summary>
    /// <c>data</c> in the content root. As root, where the database runs as another user, and that user could not pass through to it
    /// (a clone under /root): a folder of this content root's own under <c>/var/lib/nexuscrm</c>.
    /// </summary>
    public static string For(string contentRoot)
    {
        var beside = Path.Combine(Path.GetFullPath(contentRoot), "data");
        if (!Environment.IsPrivilegedProcess || ServerAccount.CanReach(beside)) return beside;

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(beside)))[..8];
        return Path.Combine(SystemRoot, hash);
    }
}
