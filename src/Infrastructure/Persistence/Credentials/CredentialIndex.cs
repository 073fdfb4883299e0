using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Access;

namespace NexusCrm.Infrastructure.Persistence.Credentials;

/// <summary>The credential index in the database. Credentials are long random texts: a plain hash cannot be reversed by trying.</summary>
internal sealed class CredentialIndex(NexusDbContext db) : ICredentialIndex
{
    public void Add(string credential) => db.Add(new CredentialIndexEntry { Hash = HashOf(credential), OrganizationId = db.OrganizationId!.Value });

    public async Task RemoveAsync(string credential, CancellationToken ct)
    {
        if (await db.Set<CredentialIndexEntry>().FindAsync([HashOf(credential)], ct) is { } entry) db.Remove(entry);
    }

    public async Task<Guid?> OrganizationOfAsync(string credential, CancellationToken ct)
    {
        var hash = HashOf(credential);
        return await db.Set<CredentialIndexEntry>().Where(e => e.Hash == hash).Select(e => (Guid?)e.OrganizationId).SingleOrDefaultAsync(ct);
    }

    private static byte[] HashOf(string credential) => SHA256.HashData(Encoding.UTF8.GetBytes(credential));
}
