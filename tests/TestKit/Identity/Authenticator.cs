using System.Buffers.Binary;
using System.Security.Cryptography;

namespace NexusCrm.TestKit.Identity;

/// <summary>An authenticator app: RFC 6238 written down a second time, on a clock of the test's choice.</summary>
public sealed class Authenticator(string sharedKey, TimeProvider clock)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The code of now, or of some steps away.</summary>
    public string Code(int stepsAway = 0)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, clock.GetUtcNow().ToUnixTimeSeconds() / 30 + stepsAway);
#pragma warning disable CA5350 // The RFC's algorithm.
        var hash = HMACSHA1.HashData(Key(), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }

    private byte[] Key()
    {
        var bits = string.Concat(sharedKey.Select(c => Convert.ToString(Alphabet.IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }
}
