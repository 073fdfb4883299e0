using NexusCrm.WebUI.Api;
using NexusCrm.WebUI.Components;

var builder = WebApplication.CreateBuilder(args);
builder.AddWebComponents();

var app = builder.Build();
app.UseSecurityHeaders();
app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
app.UseAntiforgery();
app.MapWebComponents();
await app.RunAsync();

/// <summary>The web application; named so that tests can host it.</summary>
public partial class Program;
