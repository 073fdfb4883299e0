using Microsoft.EntityFrameworkCore;
using NexusCrm.Application.Common.Persistence;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads;

/// <summary>The stored sets of the feature by name.</summary>
public static class LeadSets
{
    extension(INexusDbContext db)
    {
        /// <summary>The leads.</summary>
        public DbSet<Lead> Leads => db.Set<Lead>();

        /// <summary>The public forms.</summary>
        public DbSet<LeadForm> LeadForms => db.Set<LeadForm>();

        /// <summary>The scoring profile, one per organization.</summary>
        public DbSet<ScoringProfile> ScoringProfiles => db.Set<ScoringProfile>();
    }
}
