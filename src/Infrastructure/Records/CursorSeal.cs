using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using NexusCrm.Application.Records.Sorting;

namespace NexusCrm.Infrastructure.Records;

/// <summary>Seals cursors with the installation's key ring, so that every node opens what another one sealed and keys roll over by themselves.</summary>
internal sealed class CursorSeal(IDataProtectionProvider protection) : ICursorSeal
{
    private readonly IDataProtector _protector = protection.CreateProtector("NexusCrm.Records.Cursor");

    public string Seal(byte[] content) => Base64Url.EncodeToString(_protector.Protect(content));

    public byte[]? Open(string text)
    {
        try
        {
            return _protector.Unprotect(Base64Url.DecodeFromChars(text));
        }
        catch (Exception refused) when (refused is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
