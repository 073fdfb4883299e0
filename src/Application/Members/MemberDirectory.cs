using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Members;

namespace NexusCrm.Application.Members;

/// <summary>Finds active members as files name them: by id, e-mail address or name. A name that two members share finds neither.</summary>
internal sealed class MemberDirectory(INexusDbContext db)
{
    private Dictionary<string, Guid?> _byName = [];

    /// <summary>Reads the members of the organization.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        var members = await db.Set<Membership>().AsNoTracking().Where(m => m.Status == MembershipStatus.Active).Select(m => new { m.UserId, m.Email, m.DisplayName }).ToListAsync(ct);
        _byName = members.SelectMany(m => new[] { m.UserId.ToString(), m.Email, m.DisplayName }.Distinct(StringComparer.OrdinalIgnoreCase).Select(name => (Name: name, m.UserId)))
            .GroupBy(n => n.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.Count() == 1 ? g.First().UserId : (Guid?)null, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The member, or null.</summary>
    public Guid? Find(string name) => _byName.GetValueOrDefault(name);
}
