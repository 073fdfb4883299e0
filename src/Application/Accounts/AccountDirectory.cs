using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Accounts;

/// <summary>Finds accounts as files name them: by id, UEN or name (rule C5). A name that two accounts share finds neither.</summary>
internal sealed class AccountDirectory(INexusDbContext db)
{
    private readonly Dictionary<string, Guid?> _byKey = new(StringComparer.Ordinal);

    /// <summary>Looks for all accounts that some texts may name, in one statement.</summary>
    public async Task LoadAsync(IReadOnlyCollection<string> texts, CancellationToken ct)
    {
        _byKey.Clear();
        var ids = texts.Where(t => Guid.TryParse(t, out _)).Select(Guid.Parse).ToList();
        var uens = texts.Select(UenOf).OfType<string>().ToList();
        var names = texts.Select(CompanyName.Normalize).OfType<string>().ToList();
        if (texts.Count == 0) return;

        var found = await db.Set<Account>().Where(a => ids.Contains(a.Id) || (a.Uen != null && uens.Contains(a.Uen)) || (a.NormalizedName != null && names.Contains(a.NormalizedName)))
            .Select(a => new { a.Id, a.Uen, a.NormalizedName }).TagWith(QueryTags.PlanAnew).ToListAsync(ct);
        var keys = found.SelectMany(a => new[] { a.Id.ToString(), a.Uen, a.NormalizedName }.OfType<string>().Select(key => (Key: key, a.Id)));
        foreach (var named in keys.GroupBy(k => k.Key, k => k.Id, StringComparer.Ordinal)) _byKey[named.Key] = named.Count() == 1 ? named.First() : null;
    }

    /// <summary>The account, or null.</summary>
    public Guid? Find(string text)
    {
        if (Guid.TryParse(text, out var id)) return _byKey.GetValueOrDefault(id.ToString());
        return (UenOf(text) is { } uen ? _byKey.GetValueOrDefault(uen) : null) ?? (CompanyName.Normalize(text) is { } name ? _byKey.GetValueOrDefault(name) : null);
    }

    private static string? UenOf(string text) => Uen.Parse(text) is { Succeeded: true, Value: var uen } ? uen.Value : null;
}
