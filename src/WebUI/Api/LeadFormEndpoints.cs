using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Leads.Forms;
using NexusCrm.Domain.Leads;

namespace NexusCrm.WebUI.Api;

/// <summary>The public forms that leads come in through.</summary>
internal static class LeadFormEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        var forms = api.MapGroup("/lead-forms").WithTags("Lead forms");
        forms.MapGet("", async (IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new ListLeadFormsQuery(), ct)).ToHttp(all => new ListBody<LeadFormBody>([.. all.Select(LeadFormBody.From)])))
            .WithName("listLeadForms").WithSummary("All forms, by name").Produces<ListBody<LeadFormBody>>().ProducesProblems(401, 403);
        forms.MapPost("", async (LeadFormPost body, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(body.ToCommand(), ct)).ToCreated(f => $"{ApiEndpoints.BasePath}/lead-forms/{f.Id}", LeadFormBody.From, LeadFormBody.ETagOf))
            .WithMetadata(new ReadOnlyFields(LeadFormBody.ReadOnly))
            .WithName("createLeadForm").WithSummary("Add a form").Produces<LeadFormBody>(201).ProducesProblems(400, 401, 403);
        forms.MapGet("/{id:guid}", async (Guid id, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new GetLeadFormQuery(id), ct)).ToResource(LeadFormBody.From, LeadFormBody.ETagOf))
            .WithName("getLeadForm").WithSummary("One form").Produces<LeadFormBody>().Produces(304).ProducesProblems(401, 403, 404);
        forms.MapPatch("/{id:guid}", async (Guid id, LeadFormPatchBody body, HttpRequest request, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new UpdateLeadFormCommand(id, body.ToPatch(), request.ExpectedVersion()), ct)).ToResource(LeadFormBody.From, LeadFormBody.ETagOf))
            .WithMetadata(new ReadOnlyFields(LeadFormBody.ReadOnly))
            .WithName("updateLeadForm").WithSummary("Change a form by a JSON merge patch").Produces<LeadFormBody>().ProducesProblems(400, 401, 403, 404, 412);
        forms.MapDelete("/{id:guid}", async (Guid id, HttpRequest request, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new DeleteLeadFormCommand(id, request.ExpectedVersion()), ct)).ToNoContent())
            .WithName("deleteLeadForm").WithSummary("Remove a form; its leads stay").Produces(204).ProducesProblems(401, 403, 404, 412);
        forms.MapPost("/{id:guid}/rotate-key", async (Guid id, HttpRequest request, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new RotateLeadFormKeyCommand(id, request.ExpectedVersion()), ct)).ToResource(LeadFormBody.From, LeadFormBody.ETagOf))
            .WithName("rotateLeadFormKey").WithSummary("Give a form another key; the old one is refused at once").Produces<LeadFormBody>().ProducesProblems(401, 403, 404, 412);
        forms.MapGet("/{id:guid}/snippet", async (Guid id, HttpRequest request, IConfiguration configuration, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new GetLeadFormSnippetQuery(id, Site(request, configuration)), ct)).ToHttp(s => new SnippetBody(s.PageUrl, s.Iframe, s.Html)))
            .WithName("getLeadFormSnippet").WithSummary("The texts that put a form on a website").Produces<SnippetBody>().ProducesProblems(401, 403, 404);
    }

    private static Uri Site(HttpRequest request, IConfiguration configuration) => new(configuration["App:BaseUrl"] ?? $"{request.Scheme}://{request.Host}");

    private sealed record DefaultsBody(LeadSource Source, Guid? OwnerId);

    private sealed record LeadFormBody(
        Guid Id, string Name, string PublicKey, bool Active, IReadOnlyList<string> AllowedOrigins, DefaultsBody Defaults, string? ConsentText, int ConsentVersion, string? RedirectUrl,
        DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, int Version)
    {
        public static readonly string[] ReadOnly = ["id", "publicKey", "consentVersion", "createdAt", "updatedAt", "version"];

        public static LeadFormBody From(LeadFormRecord f) => new(
            f.Id, f.Name, f.PublicKey, f.Active, f.AllowedOrigins, new DefaultsBody(f.DefaultSource, f.DefaultOwnerId), f.ConsentText, f.ConsentVersion, f.RedirectUrl, f.CreatedAt, f.UpdatedAt, f.Version);

        public static string ETagOf(LeadFormRecord form) => ETags.Of(form.Version);
    }

    private sealed record DefaultsPost(LeadSource? Source, Guid? OwnerId);

    private sealed record LeadFormPost(string? Name, bool? Active, IReadOnlyList<string>? AllowedOrigins, DefaultsPost? Defaults, string? ConsentText, string? RedirectUrl)
    {
        public CreateLeadFormCommand ToCommand() => new(new LeadFormDetails
        {
            Name = Name,
            Active = Active ?? true,
            AllowedOrigins = AllowedOrigins ?? [],
            DefaultSource = Defaults?.Source ?? LeadSource.Website,
            DefaultOwnerId = Defaults?.OwnerId,
            ConsentText = ConsentText,
            RedirectUrl = RedirectUrl,
        });
    }

    private sealed record DefaultsPatch(Optional<LeadSource> Source, Optional<Guid?> OwnerId);

    private sealed record LeadFormPatchBody(
        Optional<string?> Name, Optional<bool> Active, Optional<IReadOnlyList<string>?> AllowedOrigins, Optional<DefaultsPatch?> Defaults, Optional<string?> ConsentText, Optional<string?> RedirectUrl)
    {
        public LeadFormPatch ToPatch()
        {
            var defaults = Defaults.Or(null);
            return new LeadFormPatch
            {
                Name = Name,
                Active = Active,
                AllowedOrigins = AllowedOrigins,
                DefaultSource = defaults?.Source ?? default,
                DefaultOwnerId = defaults?.OwnerId ?? default,
                ConsentText = ConsentText,
                RedirectUrl = RedirectUrl,
            };
        }
    }

    private sealed record SnippetBody(string PageUrl, string Iframe, string Html);
}
