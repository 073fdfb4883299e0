using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Records.Filters;
using NexusCrm.Application.Records.Lists;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Records;

/// <summary>Finds and names records through their list, so that everybody is offered only what they see.</summary>
/// <typeparam name="TRow">The row record of the list query.</typeparam>
/// <param name="useCases">The one door.</param>
/// <param name="list">The list.</param>
/// <param name="note">A second line that tells namesakes apart.</param>
internal sealed class ListReferenceChoices<TRow>(IUseCases useCases, ListDefinition<TRow> list, Func<TRow, string?> note) : IReferenceChoices
{
    private const int Most = 20;

    public string RecordType => list.RecordType;

    public async Task<IReadOnlyList<Choice<string>>> FindAsync(string text, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(new ListRequest { Query = text.Length == 0 ? null : text, Limit = Most }, cancellationToken);
        return [.. found.Select(row => new Choice<string>(list.Id(row).ToString(), list.Name(row), note(row)))];
    }

    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(new ListRequest { Filter = new Clause("id", FilterOperator.In, [.. ids]), Limit = ids.Count }, cancellationToken);
        return found.ToDictionary(row => list.Id(row).ToString(), list.Name, StringComparer.Ordinal);
    }

    private async Task<IReadOnlyList<TRow>> ReadAsync(ListRequest request, CancellationToken cancellationToken)
    {
        var page = await useCases.Send(list.Read(request), cancellationToken);
        return page.Succeeded ? page.Value.Rows : [];
    }
}
