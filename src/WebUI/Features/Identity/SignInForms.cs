using Microsoft.AspNetCore.Antiforgery;
using NexusCrm.Application.Common.Messaging;
using NexusCrm.Application.Identity.Commands;
using NexusCrm.WebUI.Operations;

namespace NexusCrm.WebUI.Features.Identity;

/// <summary>Posts of the frame around the pages that change the cookie; a circuit cannot.</summary>
internal static class SignInForms
{
    /// <summary>Maps <c>/sign-out</c>, <c>/organizations/switch</c>, <c>/view-as/leave</c> and the posts of passkeys.</summary>
    public static WebApplication MapSignInForms(this WebApplication app)
    {
        var forms = app.MapGroup("").AddEndpointFilter(DemandOwnFormAsync).ExcludeFromDescription();
        forms.MapPost("/sign-out", SignOutAsync).AllowAnonymous();
        forms.MapPost("/organizations/switch", SwitchAsync);
        forms.MapPost("/view-as/leave", LeaveViewAsync);
        PasskeyForms.Map(forms, app);
        return app;
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, IUseCases useCases, SessionCookie cookie, CancellationToken ct)
    {
        await useCases.Send(new SignOutCommand(), ct);
        cookie.Delete(context.Response);
        return TypedResults.LocalRedirect("/sign-in");
    }

    private static async Task<IResult> LeaveViewAsync(IUseCases useCases, CancellationToken ct)
    {
        await useCases.Send(new LeaveRoleViewCommand(), ct);
        return TypedResults.LocalRedirect("/");
    }

    /// <summary>The form is read here, after the filter: bound to a parameter, a forged one would be an exception instead of an answer.</summary>
    private static async Task<IResult> SwitchAsync(HttpContext context, IUseCases useCases, SessionCookie cookie, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        if (!Guid.TryParse(form["organizationId"], out var organizationId)) return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        var switched = await useCases.Send(new SwitchOrganizationCommand(organizationId), ct);
        if (switched.Succeeded) cookie.Write(context.Response, switched.Value.Tokens);
        return TypedResults.LocalRedirect("/");
    }

    /// <summary>Only forms that this application rendered for this person.</summary>
    private static async ValueTask<object?> DemandOwnFormAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        return await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context) ? await next(invocation) : TypedResults.StatusCode(StatusCodes.Status400BadRequest);
    }
}
