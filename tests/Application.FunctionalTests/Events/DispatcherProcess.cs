using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NexusCrm.Application.Common.Events;
using NexusCrm.Infrastructure;
using NexusCrm.Infrastructure.Outbox;
using NexusCrm.Infrastructure.Persistence;
using Npgsql;

namespace NexusCrm.Application.FunctionalTests.Events;

/// <summary>Where the child stops to be killed.</summary>
internal enum KillPoint
{
    BeforeSending,
    AfterSending,
}

/// <summary>
/// A node's dispatcher in a process of its own, to be killed. Its consumer is a receiver outside: it writes receipts on a connection of its own. At the given event it says so, and goes on only when told.
/// </summary>
internal sealed class DispatcherProcess : IDisposable
{
    public const string Verb = "dispatch-events";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;

    private DispatcherProcess(Process process) => _process = process;

    /// <summary>Starts a node that stops at the given number of receipts.</summary>
    public static DispatcherProcess Start(DatabaseConnections connections, KillPoint point, int at)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["exec", typeof(DispatcherProcess).Assembly.Location, Verb, connections.App, connections.Job, point.ToString(), at.ToString(CultureInfo.InvariantCulture)])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
        };
        return new DispatcherProcess(Process.Start(start)!);
    }

    /// <summary>The event it stands at.</summary>
    public async Task<Guid> ReachedAsync()
    {
        var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        return Guid.TryParse(line, out var reached) ? reached : throw new InvalidOperationException($"The child said: {line}");
    }

    public void GoOn() => _process.StandardInput.WriteLine();

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Patience);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    /// <summary>Entry point of the child.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var connections = new DatabaseConnections(arguments[1], arguments[1], arguments[2]);
        var configuration = new ConfigurationBuilder().Build();
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddApplication().AddInfrastructure(connections, configuration);
        Receiver.AddTo(services, Enum.Parse<KillPoint>(arguments[3]), int.Parse(arguments[4], CultureInfo.InvariantCulture));
        await using var provider = services.BuildServiceProvider();
        var (places, deliveries) = (provider.GetRequiredService<EventPlaces>(), provider.GetRequiredService<EventDeliveries>());
        while (true)
        {
            await places.PlaceAsync(CancellationToken.None);
            await deliveries.DeliverAsync(CancellationToken.None);
        }
    }
}

/// <summary>Somebody outside who notes what arrives, each time it does.</summary>
internal sealed class Receiver(Receiver.Book book) : IEventConsumer
{
    public const string Name = "receiver";

    public static void AddTo(IServiceCollection services, KillPoint point = KillPoint.AfterSending, int stopAt = -1)
    {
        services.AddSingleton(sp => new Book(NpgsqlDataSource.Create(sp.GetRequiredService<DatabaseConnections>().Job), point, stopAt));
        services.AddEventConsumer<Receiver>(Name, "lead.created", "lead.changed");
        services.Replace(ServiceDescriptor.Singleton(new OutboxOptions(TimeSpan.FromSeconds(1), 3, TimeSpan.FromMilliseconds(50))));
    }

    public async Task ConsumeAsync(DeliveredEvent happened, CancellationToken ct)
    {
        var stops = book.Count++ == book.StopAt;
        if (stops && book.Point is KillPoint.BeforeSending) await StopAsync(happened);
        await using var command = book.Source.CreateCommand("insert into receipts (event_id, record_id, sequence) values ($1, $2, $3)");
        command.Parameters.Add(new() { Value = happened.Id });
        command.Parameters.Add(new() { Value = happened.RecordId });
        command.Parameters.Add(new() { Value = happened.Sequence });
        await command.ExecuteNonQueryAsync(ct);
        if (stops && book.Point is KillPoint.AfterSending) await StopAsync(happened);
    }

    private static async Task StopAsync(DeliveredEvent happened)
    {
        Console.WriteLine(happened.Id);
        await Console.In.ReadLineAsync();
    }

    internal sealed class Book(NpgsqlDataSource source, KillPoint point, int stopAt) : IAsyncDisposable
    {
        public NpgsqlDataSource Source => source;

        public KillPoint Point => point;

        public int StopAt => stopAt;

        public int Count { get; set; }

        public ValueTask DisposeAsync() => source.DisposeAsync();
    }
}
