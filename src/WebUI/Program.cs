var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
app.MapGet("/", () => "NexusCrm");
await app.RunAsync();

/// <summary>The web application; named so that tests can host it.</summary>
public partial class Program;
