using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using NexusCrm.Application.Members;

namespace NexusCrm.Infrastructure.Identity;

/// <summary>Tokens of invitations, signed and encrypted with the key ring.</summary>
internal sealed class InvitationTokens(IDataProtectionProvider protection) : IInvitationTokens
{
    private readonly IDataProtector _protector = protection.CreateProtector("NexusCrm.Members.Invitation");

    public string Write(InvitationTicket ticket) =>
        Base64Url.EncodeToString(_protector.Protect(Encoding.UTF8.GetBytes($"{ticket.OrganizationId} {ticket.InvitationId} {ticket.Secret}")));

    public InvitationTicket? Read(string token)
    {
        if (Unprotect(token)?.Split(' ') is not [var organization, var invitation, var secret]) return null;
        return new InvitationTicket(Guid.Parse(organization, CultureInfo.InvariantCulture), Guid.Parse(invitation, CultureInfo.InvariantCulture), secret);
    }

    private string? Unprotect(string token)
    {
        try
        {
            return Encoding.UTF8.GetString(_protector.Unprotect(Base64Url.DecodeFromChars(token)));
        }
        catch (Exception forged) when (forged is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
