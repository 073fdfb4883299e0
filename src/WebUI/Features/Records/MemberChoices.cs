using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Members.Queries;
using NexusCrm.Application.Records;
using NexusCrm.Domain.Members;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Records;

/// <summary>The members of the organization, and oneself. Who may not read the members can still say "me".</summary>
internal sealed class MemberChoices(IUseCases useCases) : IReferenceChoices
{
    private const int Most = 20;
    private static readonly Choice<string> Me = new("@me", "Me");

    /// <inheritdoc />
    public string RecordType => RecordTypes.Members;

    /// <inheritdoc />
    public async Task<IReadOnlyList<Choice<string>>> FindAsync(string text, CancellationToken cancellationToken)
    {
        var members = await useCases.Send(new MemberListQuery(MembershipStatus.Active), cancellationToken);
        IReadOnlyList<Choice<string>> known = members.Succeeded ? [Me, .. members.Value.Select(member => new Choice<string>(member.Id.ToString(), member.Name, member.Email))] : [Me];
        return [.. ChoiceFilter.Find(known, text).Take(Most)];
    }

    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        // Former members too: their records keep their name.
        var members = await useCases.Send(new MemberListQuery(), cancellationToken);
        if (!members.Succeeded) return new Dictionary<string, string>(StringComparer.Ordinal);
        return members.Value.Where(member => ids.Contains(member.Id.ToString())).ToDictionary(member => member.Id.ToString(), member => member.Name, StringComparer.Ordinal);
    }
}
