using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Members.Commands;
using NexusCrm.Application.Organizations;
using NexusCrm.Application.Organizations.Commands;
using NexusCrm.Application.Organizations.Queries;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Organizations;

namespace NexusCrm.WebUI.Api;

/// <summary>The current organization.</summary>
internal static class OrganizationEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        var organization = api.MapGroup("/organization").WithTags("Organization");
        organization.MapGet("", async (IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new OrganizationQuery(), ct)).ToResource(OrganizationBody.From, o => ETags.Of(o.Version)))
            .WithName("getOrganization").WithSummary("The organization one works in").Produces<OrganizationBody>().Produces(304).ProducesProblems(401);
        organization.MapPatch("", async (OrganizationPatch body, HttpRequest request, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new UpdateOrganizationCommand(request.ExpectedVersion(), body.ToChanges()), ct)).ToResource(OrganizationBody.From, o => ETags.Of(o.Version)))
            .WithMetadata(new ReadOnlyFields(["id", "version"]))
            .WithName("updateOrganization").WithSummary("Change the organization by a JSON merge patch").Produces<OrganizationBody>().ProducesProblems(400, 401, 403, 409, 412);
        organization.MapPost("/transfer-ownership", async (TransferBody body, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new TransferOwnershipCommand(body.UserId), ct)).ToNoContent())
            .WithName("transferOwnership").WithSummary("Make another member the owner; one becomes an administrator").Produces(204).ProducesProblems(400, 401, 403);
        api.MapPost("/organizations", async (FoundingBody body, IUseCases useCases, CancellationToken ct) =>
                (await useCases.Send(new FoundOrganizationCommand(body.Name, body.Uen), ct)).ToCreated(_ => $"{ApiEndpoints.BasePath}/organization", OrganizationBody.From, o => ETags.Of(o.Version)))
            .WithTags("Organization").WithName("createOrganization").WithSummary("Found another organization; switch to it with switch-company")
            .Produces<OrganizationBody>(201).ProducesProblems(400, 401, 403);
    }

    private sealed record TransferBody(Guid? UserId);

    private sealed record FoundingBody(string? Name, string? Uen);

    private sealed record OrganizationBody(
        Guid Id, string Name, string Slug, string? Uen, PostalAddress Address, string TimeZone, string Currency, int FiscalYearEndMonth,
        GstSettings Gst, DataProtectionOfficer Dpo, Branding Branding, AssignmentSettings Assignment, int Version)
    {
        public static OrganizationBody From(OrganizationProfile o) => new(
            o.Id, o.Name, o.Slug, o.Uen, o.Address, o.TimeZone, o.Currency, o.FiscalYearEndMonth, o.Gst, o.Dpo, o.Branding, o.Assignment, o.Version);
    }

    private sealed record OrganizationPatch(
        Optional<string?> Name, Optional<string?> Slug, Optional<string?> Uen, Optional<PostalAddressChanges?> Address, Optional<string?> TimeZone, Optional<string?> Currency,
        Optional<int?> FiscalYearEndMonth, Optional<GstChanges?> Gst, Optional<DpoChanges?> Dpo, Optional<BrandingChanges?> Branding, Optional<AssignmentChanges?> Assignment)
    {
        public OrganizationChanges ToChanges() => new(Name, Slug, Uen, Address, TimeZone, Currency, FiscalYearEndMonth, Gst, Dpo, Branding, Assignment);
    }
}
