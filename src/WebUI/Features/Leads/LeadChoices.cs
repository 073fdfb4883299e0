using NexusCrm.Application.Records;
using NexusCrm.Domain.Leads;
using NexusCrm.WebUI.Components.Ui;
using NexusCrm.WebUI.Features.Records;

namespace NexusCrm.WebUI.Features.Leads;

/// <summary>What can be chosen for a lead.</summary>
internal static class LeadChoices
{
    /// <summary>Where it came from.</summary>
    public static IReadOnlyList<Choice<LeadSource>> Sources { get; } = [.. Enum.GetValues<LeadSource>().OrderBy(source => source is LeadSource.Other).Select(source => new Choice<LeadSource>(source, Word(source)))];

    /// <summary>How promising it looks.</summary>
    public static IReadOnlyList<Choice<LeadRating?>> Ratings { get; } = EnumChoices.OrNone<LeadRating>();

    /// <summary>Why it is given up; "imported" is not a person's choice.</summary>
    public static IReadOnlyList<Choice<DisqualifyReason?>> Reasons { get; } =
        [.. Enum.GetValues<DisqualifyReason>().Where(reason => reason is not DisqualifyReason.Imported).Select(reason => new Choice<DisqualifyReason?>(reason, Word(reason)))];

    /// <summary><c>demo_request</c>, as badges take it.</summary>
    public static string Wire<T>(T value) where T : struct, Enum => WireNames<T>.Of(value);

    /// <summary>"Demo request".</summary>
    public static string Word<T>(T value) where T : struct, Enum => EnumChoices.Word(value);
}
