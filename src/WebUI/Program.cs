using NexusCrm.Application;
using NexusCrm.Infrastructure;
using NexusCrm.WebUI.Api;
using NexusCrm.WebUI.Components;
using NexusCrm.WebUI.Features.Identity;
using NexusCrm.WebUI.Features.Imports;
using NexusCrm.WebUI.Features.Jobs;
using NexusCrm.WebUI.Features.LeadForms;
using NexusCrm.WebUI.Hosting;
using NexusCrm.WebUI.Operations;

var builder = WebApplication.CreateBuilder(args);
await using var database = await builder.OpenDatabaseAsync();

builder.Services.AddApplication().AddInfrastructure(database.Connections, builder.Configuration);
builder.AddOperations();
builder.AddApi();
builder.AddWebComponents();

await using var app = builder.Build();
if (await app.RunVerbAsync(args, database) is { } exitCode) return exitCode;

app.UseSecurityHeaders();
app.UseReverseProxy();
app.UseApiProblems();
app.UsePageErrors();
app.UseApiBrowser();
app.UseRouting();
app.UseRouterAnswers();
app.UseAuthentication();
app.UseRateLimits();
app.UseAuthorization();
app.UseAntiforgery();
app.MapHealth();
app.MapApi();
app.MapHostedForms();
app.MapSignInForms();
app.MapImportFiles();
app.MapJobFailures();
app.MapListExports();
app.MapWebComponents();
await app.RunAsync();
return 0;

/// <summary>The web application; named so that tests can host it.</summary>
public partial class Program;
