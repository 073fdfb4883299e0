using NexusCrm.Application.Records;
using NexusCrm.Domain.Common;
using NexusCrm.WebUI.Components.Ui;

namespace NexusCrm.WebUI.Features.Records;

/// <summary>Words and choices of closed lists.</summary>
internal static class EnumChoices
{
    /// <summary>Currencies of amounts, the usual ones of the region first.</summary>
    public static IReadOnlyList<Choice<string?>> Currencies { get; } = [.. Money.Currencies.Select(code => new Choice<string?>(code, code))];

    /// <summary>All values in their order.</summary>
    public static IReadOnlyList<Choice<T>> Of<T>() where T : struct, Enum => [.. Enum.GetValues<T>().Select(value => new Choice<T>(value, Word(value)))];

    /// <summary>All values in their order, where none may be chosen as well.</summary>
    public static IReadOnlyList<Choice<T?>> OrNone<T>() where T : struct, Enum => [.. Enum.GetValues<T>().Select(value => new Choice<T?>(value, Word(value)))];

    /// <summary>"No budget".</summary>
    public static string Word<T>(T value) where T : struct, Enum => Words.Sentence(WireNames<T>.Of(value));
}
