using System.Text.Json.Serialization;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Leads.Conversion;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Leads;

namespace NexusCrm.WebUI.Api;

/// <summary>Conversion of leads, its preview and its undo.</summary>
internal static class LeadConversionEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        var leads = api.MapGroup("/leads").WithTags("Leads");
        leads.MapPost("/{id:guid}/convert", async (Guid id, ConvertBody? body, HttpRequest request, IUseCases useCases, CancellationToken ct) =>
            {
                var (choices, version) = ((body ?? ConvertBody.Empty).ToChoices(), request.ExpectedVersion());
                return request.HttpContext.TakeDryRun()
                    ? (await useCases.Send(new PreviewConversionQuery(id, choices, version), ct)).ToHttp(ConvertedBody.From)
                    : (await useCases.Send(new ConvertLeadCommand(id, choices, version), ct)).ToHttp(ConvertedBody.From);
            })
            .WithName("convertLead").WithSummary("Convert a lead into an account, a contact and, if wanted, a deal; with Prefer: dry-run, show what that would do")
            .Produces<ConvertedBody>().ProducesProblems(400, 401, 403, 404, 409, 412);
        leads.MapPost("/{id:guid}/unconvert", async (Guid id, HttpRequest request, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new UndoConversionCommand(id, request.ExpectedVersion()), ct)).ToResource(LeadBody.From, LeadBody.ETagOf))
            .WithName("unconvertLead").WithSummary("Take a conversion back within 30 days, all or nothing").Produces<LeadBody>().ProducesProblems(401, 403, 404, 409, 412);
    }

    private sealed record TargetBody(TargetMode? Mode, Guid? Id)
    {
        /// <summary>An id alone says enough; without either the choice is left to matching.</summary>
        public ConversionTarget? ToTarget() => Mode is null && Id is null ? null : new ConversionTarget(Mode ?? TargetMode.Existing, Id);
    }

    private sealed record DealBody(TargetMode? Mode, Guid? Id, string? Name, Money? Amount, Guid? PipelineId, DateOnly? CloseDate)
    {
        public DealTarget ToTarget() =>
            new(Mode ?? (Id is null ? TargetMode.Create : TargetMode.Existing), Id) { Name = Name, Amount = Amount, PipelineId = PipelineId, CloseDate = CloseDate };
    }

    private sealed record ConvertBody(TargetBody? Account, TargetBody? Contact, DealBody? Deal, Guid? OwnerId, bool? Assign)
    {
        public static readonly ConvertBody Empty = new(null, null, null, null, null);

        public ConversionChoices ToChoices() => new()
        {
            Account = Account?.ToTarget(),
            Contact = Contact?.ToTarget(),
            Deal = Deal?.ToTarget() ?? DealTarget.Skip,
            OwnerId = OwnerId,
            Assign = Assign ?? false,
        };
    }

    private sealed record ConvertedBody(Guid LeadId, Guid? AccountId, Guid? ContactId, Guid? DealId, IReadOnlyList<SkippedConflict> SkippedConflicts)
    {
        /// <summary>What would be created or linked; only in a dry run.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public ProposalBody? Proposed { get; init; }

        /// <summary>Records that may be the same; only in a dry run.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public ConversionCandidates? Candidates { get; init; }

        public static ConvertedBody From(ConvertedLead c) => new(c.LeadId, c.AccountId, c.ContactId, c.DealId, c.SkippedConflicts);

        public static ConvertedBody From(ConversionPreview p) => new(p.LeadId, null, null, null, p.SkippedConflicts)
        {
            Proposed = new ProposalBody(ProposedBody.From(p.Account), ProposedBody.From(p.Contact), ProposedBody.From(p.Deal)),
            Candidates = p.Candidates,
        };
    }

    private sealed record ProposedBody(TargetMode Mode, Guid? Id, string Name, IReadOnlyList<ConversionEffect> Effects)
    {
        public static ProposedBody? From(ProposedRecord? p) => p is null ? null : new(p.Mode, p.Id, p.Name, p.Effects);
    }

    private sealed record ProposalBody(ProposedBody? Account, ProposedBody? Contact, ProposedBody? Deal);
}
