namespace NexusCrm.WebUI.Features.Records;

/// <summary>A record with the role it plays, within a form: the account of a contact, the contact of a deal.</summary>
public sealed class PartDraft
{
    public Guid? RecordId { get; set; }
    public string? Role { get; set; }
    public bool Primary { get; set; }

    /// <summary>The rows as two of them are compared.</summary>
    internal static string Text(IEnumerable<PartDraft> rows) =>
        string.Join(", ", rows.Where(row => row.RecordId is not null).Select(row => $"{row.RecordId} {row.Role} {row.Primary}"));

    /// <summary>The rows again, to be changed apart from these.</summary>
    internal static List<PartDraft> Copy(IEnumerable<PartDraft> rows) => [.. rows.Select(row => new PartDraft { RecordId = row.RecordId, Role = row.Role, Primary = row.Primary })];
}
