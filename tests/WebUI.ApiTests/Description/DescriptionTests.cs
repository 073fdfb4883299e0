using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace NexusCrm.WebUI.ApiTests.Description;

/// <summary>The OpenAPI document describes every route, and only those.</summary>
public sealed class DescriptionTests
{
    private ApiHost _host = null!;
    private JsonNode _document = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _host = await ApiHost.StartAsync();
        _document = await ApiHost.ReadAsync(await _host.Client().GetAsync("/openapi/v1.json"), 200);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public void It_is_openapi_3_1() => ((string)_document["openapi"]!).ShouldStartWith("3.1");

    [Test]
    public void Every_operation_has_an_id_of_its_own_and_a_summary()
    {
        var operations = _document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject().Select(o => (Route: $"{o.Key} {p.Key}", Operation: o.Value!))).ToList();

        operations.Where(o => o.Operation["operationId"] is null || o.Operation["summary"] is null).Select(o => o.Route).ShouldBeEmpty();
        operations.Select(o => (string)o.Operation["operationId"]!).ShouldBeUnique();
    }

    [Test]
    public void Every_route_of_the_api_is_described()
    {
        var described = _document["paths"]!.AsObject().Select(p => p.Key.TrimEnd('/')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var routes = _host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(e => "/" + string.Join('/', e.RoutePattern.PathSegments.Select(Text))).Where(r => r.StartsWith("/api/", StringComparison.Ordinal)).Distinct();

        routes.Where(route => !described.Contains(route)).ShouldBeEmpty();
    }

    private static string Text(Microsoft.AspNetCore.Routing.Patterns.RoutePatternPathSegment segment) => string.Concat(segment.Parts.Select(part => part switch
    {
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
        _ => "",
    }));
}
