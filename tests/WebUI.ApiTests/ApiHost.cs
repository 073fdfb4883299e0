using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NexusCrm.TestKit.Databases;
using NexusCrm.TestKit.Nexus;
using NexusCrm.TestKit.Time;
using NexusCrm.WebUI.ApiTests.Description;

namespace NexusCrm.WebUI.ApiTests;

/// <summary>The whole application over HTTP in this process, on a database of its own, with a clock that the test moves.</summary>
/// <example><code>
/// await using var host = await ApiHost.StartAsync();
/// var straits = await host.RegisterAsync("Straits Trading");
/// var answer = await straits.PostAsync("/api/v1/leads", new { lastName = "Tan" });
/// </code></example>
public sealed class ApiHost : IAsyncDisposable
{
    /// <summary>A password that the policy lets through.</summary>
    public const string Password = "orchid-ferry-lantern-88";

    private readonly TestDatabase _database;
    private readonly WebApplicationFactory<Program> _application;
    private int _people;

    private ApiHost(TestDatabase database, WebApplicationFactory<Program> application, FakeClock clock, string mailFolder) =>
        (_database, _application, Clock, MailFolder) = (database, application, clock, mailFolder);

    public FakeClock Clock { get; }

    /// <summary>Mails are dropped there as .eml files.</summary>
    public string MailFolder { get; }

    public IServiceProvider Services => _application.Services;

    public NexusCrm.Infrastructure.Persistence.DatabaseConnections Connections => _database.Connections;

    /// <summary>Starts the application.</summary>
    /// <param name="settings">Configuration values, e.g. <c>("RateLimits:SignIn", "3")</c>.</param>
    /// <param name="configure">Replaces services, after the application's own.</param>
    public static async Task<ApiHost> StartAsync(IEnumerable<(string Key, string Value)>? settings = null, Action<IServiceCollection>? configure = null)
    {
        var database = await TestNexus.ADatabaseAsync();
        var clock = new FakeClock();
        var mail = Directory.CreateTempSubdirectory("nexus-mail-").FullName;
        var application = new WebApplicationFactory<Program>().WithWebHostBuilder(web =>
        {
            web.UseEnvironment("Testing");
            web.UseSetting("ConnectionStrings:Nexus", database.Connections.App);
            web.UseSetting("ConnectionStrings:NexusOwner", database.Connections.Owner);
            web.UseSetting("ConnectionStrings:NexusJob", database.Connections.Job);
            web.UseSetting("Email:DropFolder", mail);
            web.UseSetting("App:BaseUrl", "https://crm.example");
            // Real cost would be half of the run; real limits would refuse a fixture.
            web.UseSetting("Security:PasswordIterations", "1000");
            web.UseSetting("RateLimits:PerPrincipal", "1000000");
            web.UseSetting("RateLimits:PerAddress", "1000000");
            web.UseSetting("RateLimits:SignIn", "1000000");
            web.UseSetting("Logging:LogLevel:Default", "Warning");
            foreach (var (key, value) in settings ?? []) web.UseSetting(key, value);
            web.ConfigureTestServices(services =>
            {
                services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
                configure?.Invoke(services);
            });
        });
        return new ApiHost(database, application, clock, mail);
    }

    /// <summary>A client that is nobody yet and follows no redirect.</summary>
    public HttpClient Client() => _application.CreateDefaultClient(new Uri("https://localhost"), new DescribedAnswersHandler(DescriptionAsync));

    /// <summary>A client that keeps cookies, as a browser does.</summary>
    public HttpClient Browser() => _application.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = new Uri("https://localhost"), HandleCookies = true });

    private async Task<JsonNode> DescriptionAsync() => JsonNode.Parse(await _application.CreateDefaultClient(new Uri("https://localhost")).GetStringAsync("/openapi/v1.json"))!;

    /// <summary>Signs up a new person with a new organization.</summary>
    public async Task<ApiUser> RegisterAsync(string organizationName, string? email = null)
    {
        email ??= $"person{Interlocked.Increment(ref _people)}@example.sg";
        var client = Client();
        var answer = await client.PostAsJsonAsync("/api/v1/auth/register", new { email, password = Password, firstName = "Wei", lastName = "Tan", organizationName });
        return new ApiUser(client, email, await ReadAsync(answer, 201));
    }

    /// <summary>Signs in somebody who exists.</summary>
    public async Task<ApiUser> SignInAsync(string email, string password = Password)
    {
        var client = Client();
        var answer = await client.PostAsJsonAsync("/api/v1/auth/login", new { email, password });
        return new ApiUser(client, email, await ReadAsync(answer, 200));
    }

    /// <summary>The JSON of an answer that must have a status.</summary>
    public static async Task<JsonNode> ReadAsync(HttpResponseMessage answer, int status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(status, text);
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    /// <summary>Demands a problem with a status and code, and everything a problem has.</summary>
    public static async Task<JsonNode> ProblemAsync(HttpResponseMessage answer, int status, string code)
    {
        var problem = await ReadAsync(answer, status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        ((string?)problem["code"]).ShouldBe(code, problem.ToJsonString());
        foreach (var member in new[] { "type", "title", "status", "detail", "instance", "traceId" }) problem[member].ShouldNotBeNull(member);
        return problem;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(MailFolder, recursive: true);
    }
}

/// <summary>A signed-in person: a client with their bearer token.</summary>
public sealed class ApiUser
{
    internal ApiUser(HttpClient client, string email, JsonNode tokens)
    {
        (Client, Email) = (client, email);
        Use(tokens);
        OrganizationId = (Guid)tokens["organization"]!["id"]!;
        UserId = (Guid)tokens["user"]!["id"]!;
    }

    public HttpClient Client { get; }

    public string Email { get; }

    public Guid UserId { get; }

    public Guid OrganizationId { get; }

    public string AccessToken { get; private set; } = "";

    public string RefreshToken { get; private set; } = "";

    /// <summary>Goes on with other tokens.</summary>
    public void Use(JsonNode tokens)
    {
        AccessToken = (string)tokens["accessToken"]!;
        RefreshToken = (string)tokens["refreshToken"]!;
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", AccessToken);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(path);

    public Task<HttpResponseMessage> PostAsync(string path, object? body = null, params IEnumerable<(string Name, string Value)> headers) => SendAsync(HttpMethod.Post, path, body, headers);

    public Task<HttpResponseMessage> PatchAsync(string path, object body, params IEnumerable<(string Name, string Value)> headers) => SendAsync(HttpMethod.Patch, path, body, headers);

    public Task<HttpResponseMessage> DeleteAsync(string path, params IEnumerable<(string Name, string Value)> headers) => SendAsync(HttpMethod.Delete, path, null, headers);

    /// <summary>Sends anything; a string is sent as it is.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null, params IEnumerable<(string Name, string Value)> headers)
    {
        var request = new HttpRequestMessage(method, path);
        if (body is string raw) request.Content = new StringContent(raw, System.Text.Encoding.UTF8, "application/json");
        else if (body is not null) request.Content = JsonContent.Create(body);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return Client.SendAsync(request);
    }
}
