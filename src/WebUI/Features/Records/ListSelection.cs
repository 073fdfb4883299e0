using NexusCrm.Application.Bulk;
using NexusCrm.Application.Records.Lists;

namespace NexusCrm.WebUI.Features.Records;

/// <summary>What a bulk action works on.</summary>
/// <param name="Ids">The selected records; where everything that matches is selected, those that are not.</param>
/// <param name="AllMatching">Everything that the request means, shown or not.</param>
/// <param name="Request">Filter and search words of the list.</param>
/// <param name="Count">How many records; null while nobody counted what matches.</param>
public sealed record ListSelection(IReadOnlyList<Guid> Ids, bool AllMatching, ListRequest Request, long? Count)
{
    /// <summary>The selection as the bulk use case takes it.</summary>
    /// <param name="expected">How many records the person means; more than that is refused.</param>
    public BulkSelection ToBulk(int expected) => AllMatching
        ? new BulkSelection(null, Request.Filter, Ids, expected, Request.Query)
        : new BulkSelection(Ids, null, [], null);
}
