using Microsoft.AspNetCore.Components;
using NexusCrm.Application.Leads.Conversion;
using NexusCrm.Domain.Leads;
using NexusCrm.WebUI.Components.Ui;
using NexusCrm.WebUI.Features.Records;

namespace NexusCrm.WebUI.Features.Leads.Conversion;

/// <summary>The choice for one target of a conversion.</summary>
public sealed partial class ConversionTargetCard : UseCaseComponent
{
    [Inject] private IEnumerable<IReferenceChoices> References { get; set; } = default!;

    /// <summary>The target in words and in the use case's fields: <c>account</c>.</summary>
    [Parameter, EditorRequired] public string Key { get; set; } = "";

    [Parameter, EditorRequired] public TargetForm Form { get; set; } = default!;

    /// <summary>Records that match.</summary>
    [Parameter] public IReadOnlyList<ConversionCandidate> Candidates { get; set; } = [];

    /// <summary>What would come of the choice.</summary>
    [Parameter] public ProposedRecord? Proposed { get; set; }

    /// <summary>What the existing record would not take.</summary>
    [Parameter] public IReadOnlyList<SkippedConflict> Conflicts { get; set; } = [];

    /// <summary>Told after each choice.</summary>
    [Parameter, EditorRequired] public EventCallback OnChange { get; set; }

    /// <summary>Fields of a new record.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    private string Title => Words.Sentence(Key);

    private static string Reason(string reason) => reason switch
    {
        "email" => "Same e-mail address",
        "phone" => "Same phone number",
        "email_domain" => "Same e-mail domain or website",
        "company_name" => "Same company name",
        _ => Words.Sentence(reason),
    };

    private static string Outcome(ProposedRecord proposed) => proposed.Mode switch
    {
        TargetMode.Create => $"“{proposed.Name}” is created with:",
        _ when proposed.Effects.Count == 0 => $"“{proposed.Name}” is linked and stays as it is.",
        _ => $"“{proposed.Name}” is linked and gains:",
    };

    private Task ChooseAsync(TargetMode mode, Guid? id = null, bool searches = false)
    {
        Form.Choose(mode, id, searches);
        return OnChange.InvokeAsync();
    }

    private Task<IReadOnlyList<Choice<string?>>> FindAsync(string text, CancellationToken ct) => References.FindAsync($"{Key}s", text, ct);
}
