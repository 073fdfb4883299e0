using System.Diagnostics.CodeAnalysis;

namespace NexusCrm.Domain.Common;

/// <summary>What a use case or an aggregate answers: a value, or a named refusal. Bugs are exceptions, never results.</summary>
/// <typeparam name="T">The value on success; <see cref="Done"/> where there is nothing to say.</typeparam>
public sealed class Result<T> : IResult
{
    private readonly T? _value;

    private Result(T? value, Error? error) => (_value, Error) = (value, error);

    /// <summary>True when there is a value.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Succeeded => Error is null;

    /// <summary>The value. Reading it from a refusal is a bug and throws.</summary>
    /// <exception cref="InvalidOperationException">The result is a refusal.</exception>
    public T Value => Error is null ? _value! : throw new InvalidOperationException($"No value: {Error.Code}.");

    /// <summary>The refusal, or null on success.</summary>
    public Error? Error { get; }

    /// <summary>A successful result.</summary>
    public static Result<T> Success(T value) => new(value, null);

    /// <summary>A refused result.</summary>
    public static Result<T> Refused(Error error) => new(default, error);

    /// <summary>Wraps a value.</summary>
    public static implicit operator Result<T>(T value) => Success(value);

    /// <summary>Wraps a refusal.</summary>
    public static implicit operator Result<T>(Error error) => Refused(error);
}

/// <summary>The untyped side of <see cref="Result{T}"/>, for pipeline steps that only look at success.</summary>
public interface IResult
{
    /// <summary>True when there is a value.</summary>
    bool Succeeded { get; }

    /// <summary>The refusal, or null on success.</summary>
    Error? Error { get; }
}

/// <summary>The value of an operation that has nothing to say but that it happened.</summary>
public readonly record struct Done
{
    /// <summary>The only value.</summary>
    public static Done Value => default;
}
