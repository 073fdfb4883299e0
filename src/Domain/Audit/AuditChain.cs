using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NexusCrm.Domain.Audit;

/// <summary>What an entry says, in the form in which it is hashed: from the database, or from an exported file.</summary>
/// <param name="Fields">Every field but the redactable ones: camelCase name and text, null where there is none.</param>
/// <param name="Redactable">Address, reason, personal values and salt; null when they were erased.</param>
public sealed record AuditContent(IReadOnlyList<KeyValuePair<string, string?>> Fields, AuditRedactable? Redactable);

/// <summary>The part of an entry that erasure empties.</summary>
/// <param name="Salt">Random; without it nothing can be guessed from the digest.</param>
/// <param name="Ip">Network address.</param>
/// <param name="Reason">Reason as said.</param>
/// <param name="Personal">Personal values as JSON.</param>
public sealed record AuditRedactable(Guid Salt, string? Ip, string? Reason, string? Personal);

/// <summary>
/// The hash chain: <c>hash = SHA-256(hash before (32 bytes) | place (8 bytes, big endian) | canonical JSON of the entry (UTF-8))</c>, where the redactable part stands in the JSON by its own digest
/// <c>SHA-256(salt (16 bytes) | canonical JSON)</c>. Erasing that part therefore leaves the chain whole (rule U2). Before the first link: 32 zero bytes.
/// </summary>
public static class AuditChain
{
    /// <summary>What stands before the first link.</summary>
    public static ReadOnlyMemory<byte> Start { get; } = new byte[SHA256.HashSizeInBytes];

    /// <summary>The hash of a link.</summary>
    public static byte[] HashOf(ReadOnlySpan<byte> before, long seq, AuditContent content, ReadOnlySpan<byte> redactableHash)
    {
        var json = Encoding.UTF8.GetBytes(Canonical(content.Fields, redactableHash));
        var bytes = new byte[before.Length + sizeof(long) + json.Length];
        before.CopyTo(bytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(before.Length), seq);
        json.CopyTo(bytes, before.Length + sizeof(long));
        return SHA256.HashData(bytes);
    }

    /// <summary>The digest of the redactable part.</summary>
    public static byte[] HashOf(AuditRedactable part)
    {
        var text = new StringBuilder();
        Write(text, [new("ip", part.Ip), new("personal", part.Personal is null ? null : CanonicalJson.Of(part.Personal)), new("reason", part.Reason)]);
        return SHA256.HashData([.. part.Salt.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(text.ToString())]);
    }

    /// <summary>What is signed of a head.</summary>
    public static byte[] BytesToSign(Guid organizationId, long seq, ReadOnlySpan<byte> hash, DateTimeOffset at) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"nexus-audit-head-1\n{organizationId}\n{seq}\n{Convert.ToHexStringLower(hash)}\n{Instant(at)}"));

    /// <summary>An instant as it is hashed: UTC with microseconds.</summary>
    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static string Canonical(IReadOnlyList<KeyValuePair<string, string?>> fields, ReadOnlySpan<byte> redactableHash)
    {
        var text = new StringBuilder(512);
        Write(text, fields.Append(new("redactable", Convert.ToHexStringLower(redactableHash))).OrderBy(f => f.Key, StringComparer.Ordinal));
        return text.ToString();
    }

    private static void Write(StringBuilder text, IEnumerable<KeyValuePair<string, string?>> fields)
    {
        text.Append('{');
        var isFirst = true;
        foreach (var (name, value) in fields)
        {
            if (!isFirst) text.Append(',');
            isFirst = false;
            CanonicalJson.Write(text, name);
            text.Append(':');
            if (value is null) text.Append("null");
            else CanonicalJson.Write(text, value);
        }

        text.Append('}');
    }
}
