using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace NexusCrm.Infrastructure.Identity;

/// <summary>Random secrets: 32 bytes, base64url for the client, SHA-256 in the database. At 256 bits neither salt nor a slow hash adds anything.</summary>
internal static class Secret
{
    private const int Bytes = 32;

    /// <summary>A new secret of 43 characters.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What is stored of it.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
