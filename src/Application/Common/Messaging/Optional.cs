namespace NexusCrm.Application.Common.Messaging;

/// <summary>A value of a JSON merge patch: left out (unchanged), or given, where null clears.</summary>
/// <typeparam name="T">The value.</typeparam>
public readonly record struct Optional<T>
{
    private readonly T _value;

    /// <summary>A given value.</summary>
    public Optional(T value) => (_value, IsSet) = (value, true);

    /// <summary>True when the value was given.</summary>
    public bool IsSet { get; }

    /// <summary>The given value, or the one there is.</summary>
    public T Or(T current) => IsSet ? _value : current;

    /// <summary>The same question with the given value turned into something else.</summary>
    public Optional<TOther> Map<TOther>(Func<T, TOther> change) => IsSet ? new(change(_value)) : default;

    /// <summary>A given value.</summary>
    public static implicit operator Optional<T>(T value) => new(value);
}
