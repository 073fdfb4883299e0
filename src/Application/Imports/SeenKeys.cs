using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace NexusCrm.Application.Imports;

/// <summary>The keys that a dry run has met so far, as fingerprints of 128 bits: two million rows fit into some 60 MB.</summary>
public sealed class SeenKeys
{
    private readonly HashSet<UInt128> _seen = [];

    /// <summary>Notes a key of a field.</summary>
    public void Add(string field, string key) => _seen.Add(Fingerprint(field, key));

    /// <summary>True when it was noted.</summary>
    public bool Contains(string field, string key) => _seen.Contains(Fingerprint(field, key));

    private static UInt128 Fingerprint(string field, string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{field}\n{key}"), hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
