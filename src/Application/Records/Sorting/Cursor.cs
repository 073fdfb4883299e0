using System.Security.Cryptography;
using System.Text;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Records.Sorting;

/// <summary>Seals what a cursor holds: nobody can read it (it may hold an e-mail address, and cursors stand in URLs) or make one.</summary>
public interface ICursorSeal
{
    /// <summary>Sealed bytes as base64url text.</summary>
    string Seal(byte[] content);

    /// <summary>The bytes, or null when the text is not one that was sealed here.</summary>
    byte[]? Open(string text);
}

/// <summary>What a cursor is bound to: it is good only for the same organization, record type, order and condition.</summary>
internal sealed class CursorBinding
{
    private const int Length = 16;

    private readonly byte[] _hash;

    public CursorBinding(Guid organizationId, string recordType, string sort, string condition) =>
        _hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', organizationId, recordType, sort, condition)))[..Length];

    public void Write(BinaryWriter writer) => writer.Write(_hash);

    public bool Matches(BinaryReader reader) => CryptographicOperations.FixedTimeEquals(reader.ReadBytes(Length), _hash);
}

/// <summary>A position in a list, as opaque text.</summary>
internal static class Cursor
{
    private const int MaxLength = 8_000;

    private static readonly Error Invalid = Error.Malformed("invalid_cursor", "This cursor does not belong to this list. Start again without one.");

    public static string Write<T>(IReadOnlyList<SortKey<T>> keys, IReadOnlyList<object?> position, CursorBinding binding, ICursorSeal seal)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        binding.Write(writer);
        for (var i = 0; i < keys.Count; i++)
        {
            var text = keys[i].Write(position[i]);
            writer.Write(text is not null);
            if (text is not null) writer.Write(text);
        }

        writer.Flush();
        return seal.Seal(bytes.ToArray());
    }

    public static Result<IReadOnlyList<object?>> Read<T>(string text, IReadOnlyList<SortKey<T>> keys, CursorBinding binding, ICursorSeal seal)
    {
        if (text.Length > MaxLength || seal.Open(text) is not { } content) return Invalid;
        using var reader = new BinaryReader(new MemoryStream(content), Encoding.UTF8);
        if (!binding.Matches(reader)) return Invalid;

        var position = new object?[keys.Count];
        for (var i = 0; i < position.Length; i++) position[i] = keys[i].Read(reader.ReadBoolean() ? reader.ReadString() : null);
        return position;
    }
}
