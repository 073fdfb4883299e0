using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace NexusCrm.Benchmarks.Hosts;

/// <summary>Listens to the product's own statements, so that the reference runs exactly the same SQL with the same parameters.</summary>
internal sealed class SqlTap : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly List<IDisposable> _subscriptions = [];
    private readonly Func<string, bool> _wanted;
    private readonly TaskCompletionSource<SqlStatement> _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SqlTap(Func<string, bool> wanted)
    {
        _wanted = wanted;
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    /// <summary>The first wanted statement.</summary>
    public Task<SqlStatement> Heard => _heard.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore") _subscriptions.Add(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is CommandEventData { Command: NpgsqlCommand command } && value.Key == RelationalEventId.CommandExecuting.Name && _wanted(command.CommandText))
            _heard.TrySetResult(new SqlStatement(command.CommandText, [.. command.Parameters.Select(p => p.Clone())]));
    }

    public void OnCompleted()
    {
        // Nothing to finish.
    }

    public void OnError(Exception error)
    {
        // The product reports its own errors.
    }

    public void Dispose() => _subscriptions.ForEach(s => s.Dispose());
}

/// <summary>A statement with its parameters.</summary>
internal sealed record SqlStatement(string Text, IReadOnlyList<NpgsqlParameter> Parameters)
{
    /// <summary>A command for it.</summary>
    public NpgsqlCommand On(NpgsqlConnection connection, Func<NpgsqlParameter, object?>? value = null)
    {
        var command = new NpgsqlCommand(Text, connection);
        foreach (var parameter in Parameters)
        {
            var copy = parameter.Clone();
            if (value is not null) copy.Value = value(parameter) ?? DBNull.Value;
            command.Parameters.Add(copy);
        }

        return command;
    }
}
