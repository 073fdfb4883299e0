using NexusCrm.Application.Common.Crm;
using NexusCrm.Domain.Accounts;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Contacts;
using NexusCrm.Domain.Deals;
using NexusCrm.Domain.Leads;

namespace NexusCrm.Application.Activities;

/// <summary>Looks for the records that an activity is about.</summary>
internal static class LinkedRecords
{
    /// <summary>The refusal for the first record that is not found, or null.</summary>
    public static async Task<Error?> MissingAsync(this RecordReferences references, IReadOnlyList<RecordReference> about, CancellationToken ct)
    {
        foreach (var links in about.Select((record, place) => (Record: record, Place: place)).GroupBy(l => l.Record.Type))
        {
            var (ids, places) = (links.Select(l => l.Record.Id).ToList(), links.Select(l => l.Place).ToList());
            if (await MissingAsync(references, links.Key, i => $"links[{places[i]}].id", ids, ct) is { } missing) return missing;
        }

        return null;
    }

    /// <summary>The refusal for one record that is not found, or null.</summary>
    public static Task<Error?> MissingAsync(this RecordReferences references, string field, RecordReference record, CancellationToken ct) =>
        MissingAsync(references, record.Type, _ => field, [record.Id], ct);

    private static Task<Error?> MissingAsync(RecordReferences references, RecordType type, Func<int, string> field, IReadOnlyList<Guid> ids, CancellationToken ct) => type switch
    {
        RecordType.Lead => references.MissingAsync<Lead>(field, ids, ct),
        RecordType.Account => references.MissingAsync<Account>(field, ids, ct),
        RecordType.Contact => references.MissingAsync<Contact>(field, ids, ct),
        RecordType.Deal => references.MissingAsync<Deal>(field, ids, ct),
        _ => Task.FromResult<Error?>(Error.Invalid(field(0), "not found")),
    };
}
