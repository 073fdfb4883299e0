using System.Globalization;
using NexusCrm.Application.Common.Access;
using NexusCrm.Application.Leads;
using NexusCrm.Application.Leads.Queries;
using NexusCrm.Application.Records.Lists;
using NexusCrm.Application.Records.Sorting;
using NexusCrm.WebUI.Features.Leads;

namespace NexusCrm.WebUI.Features.Home;

/// <summary>Where the day begins: numbers over the leads that the person sees, and what came in last. Follows changes.</summary>
public sealed partial class HomePage : UseCaseComponent
{
    private const int RecentMost = 8;
    private static readonly string[] LiveKinds = ["lead"];
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private LeadNumbers? _numbers;
    private IReadOnlyList<LeadRecord> _recent = [];
    private string? _problem;

    protected override async Task OnInitializedAsync()
    {
        // The circuit asks; asking while prerendering as well would ask twice.
        if (RendererInfo.IsInteractive && Allows(Permissions.Leads.Read)) await ReadAsync();
    }

    private static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private async Task ReadAsync()
    {
        var all = await UseCases.Send(new GetLeadStatsQuery(new ListRequest()), Closed);
        var open = await UseCases.Send(new GetLeadStatsQuery(new ListRequest { Filter = LeadList.Open }), Closed);
        var fresh = await UseCases.Send(new GetLeadStatsQuery(new ListRequest { Filter = LeadNumbers.ThisWeek }), Closed);
        var recent = await UseCases.Send(new ListLeadsQuery(new ListRequest { Limit = RecentMost, Sort = new Sort(new SortField("createdAt", Descending: true)) }), Closed);
        if ((all.Error ?? open.Error ?? fresh.Error ?? recent.Error) is { } refused)
        {
            _problem = refused.Message;
            return;
        }

        _problem = null;
        _numbers = LeadNumbers.Of(all.Value, open.Value, fresh.Value);
        _recent = recent.Value.Rows;
    }
}
