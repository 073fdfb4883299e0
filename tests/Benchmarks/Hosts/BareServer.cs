using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace NexusCrm.Benchmarks.Hosts;

/// <summary>Bare Kestrel and Npgsql: no framework around one delegate, no tenancy, no authorization. What the machine could do at best.</summary>
internal sealed class BareServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly NpgsqlDataSource _source;

    private BareServer(WebApplication app, NpgsqlDataSource source) => (_app, _source) = (app, source);

    public IPEndPoint Address { get; private init; } = new(IPAddress.Loopback, 0);

    /// <summary>Starts it.</summary>
    /// <param name="connectionString">A role that row-level security does not apply to.</param>
    /// <param name="answer">Handles every request.</param>
    public static async Task<BareServer> StartAsync(string connectionString, Func<NpgsqlDataSource, HttpContext, Task> answer)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 20, AutoPrepareMinUsages = 2, MaxPoolSize = 20 };
        var source = NpgsqlDataSource.Create(settings);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.UseDeveloperExceptionPage();
        app.Run(context => answer(source, context));
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new BareServer(app, source) { Address = new IPEndPoint(IPAddress.Loopback, new Uri(address).Port) };
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _source.DisposeAsync();
    }
}
