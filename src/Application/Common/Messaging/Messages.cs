using MediatR;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Common.Messaging;

/// <summary>Something that can be asked of the application. Every message answers <see cref="Result{T}"/> and states its permission.</summary>
public interface IMessage<T> : IRequest<Result<T>>;

/// <summary>A message that changes something.</summary>
public interface ICommand<T> : IMessage<T>;

/// <summary>A message that only reads.</summary>
public interface IQuery<T> : IMessage<T>;

/// <summary>Handles one command: load, ask the aggregate, save once, answer.</summary>
public interface ICommandHandler<in TCommand, T> : IRequestHandler<TCommand, Result<T>>
    where TCommand : ICommand<T>;

/// <summary>Handles one query by a projection, never by entities.</summary>
public interface IQueryHandler<in TQuery, T> : IRequestHandler<TQuery, Result<T>>
    where TQuery : IQuery<T>;

/// <summary>The one door: pages, endpoints and jobs send messages through it. Each send has a scope (and database context) of its own and is retried after a lost race.</summary>
public interface IUseCases
{
    /// <summary>Sends a message as the current actor.</summary>
    Task<Result<T>> Send<T>(IMessage<T> message, CancellationToken ct = default);
}
