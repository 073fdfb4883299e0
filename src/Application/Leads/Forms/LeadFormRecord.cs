using System.Linq.Expressions;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Leads.Forms;

/// <summary>A public form as its settings show it.</summary>
/// <param name="Id">Id.</param>
/// <param name="Name">Name.</param>
/// <param name="PublicKey">What a submission carries; public by design.</param>
/// <param name="Active">False refuses submissions.</param>
/// <param name="AllowedOrigins">Web origins that may post from a browser and embed the form.</param>
/// <param name="DefaultSource">The source of its leads.</param>
/// <param name="DefaultOwnerId">The owner of its leads; null leaves that to the rules.</param>
/// <param name="ConsentText">The text a visitor agrees to.</param>
/// <param name="ConsentVersion">Version of that text.</param>
/// <param name="RedirectUrl">Where a visitor goes after sending the hosted form.</param>
/// <param name="CreatedAt">When it was created, UTC.</param>
/// <param name="UpdatedAt">When it was last changed, UTC.</param>
/// <param name="Version">What <c>If-Match</c> compares.</param>
public sealed record LeadFormRecord(
    Guid Id, string Name, string PublicKey, bool Active, IReadOnlyList<string> AllowedOrigins, LeadSource DefaultSource, Guid? DefaultOwnerId,
    string? ConsentText, int ConsentVersion, string? RedirectUrl, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, int Version)
{
    internal static Expression<Func<LeadForm, LeadFormRecord>> Projection { get; } = f => new LeadFormRecord(
        f.Id, f.Name, f.PublicKey, f.Active, f.AllowedOrigins, f.DefaultSource, f.DefaultOwnerId, f.ConsentText, f.ConsentVersion, f.RedirectUrl, f.CreatedAt, f.UpdatedAt, f.Version);

    private static readonly Func<LeadForm, LeadFormRecord> Project = Projection.Compile();

    internal static LeadFormRecord Of(LeadForm form) => Project(form);
}
