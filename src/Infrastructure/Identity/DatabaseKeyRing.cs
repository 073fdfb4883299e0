using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using NexusCrm.Infrastructure.Persistence;

namespace NexusCrm.Infrastructure.Identity;

/// <summary>Keeps the Data Protection keys in the database, so that all nodes read each other's cookies and tokens. The framework asks synchronously, once a day.</summary>
internal sealed class DatabaseKeyRing(IDbContextFactory<NexusDbContext> contexts) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = contexts.CreateDbContext();
        return [.. db.Set<DataProtectionKey>().AsNoTracking().Select(k => k.Xml).ToList().Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = contexts.CreateDbContext();
        var (id, xml) = (Guid.CreateVersion7(), element.ToString(SaveOptions.DisableFormatting));
        db.Database.ExecuteSql($"insert into data_protection_keys (id, name, xml) values ({id}, {friendlyName}, {xml})");
    }
}
