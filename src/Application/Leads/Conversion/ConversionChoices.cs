using FluentValidation;
using FluentValidation.Results;
using NexusCrm.Domain.Common;
using NexusCrm.Domain.Deals;

namespace NexusCrm.Application.Leads.Conversion;

/// <summary>What is done for one target of a conversion (rule L4).</summary>
public enum TargetMode
{
    /// <summary>A new record.</summary>
    Create,

    /// <summary>A record that is there; only its blanks are filled.</summary>
    Existing,

    /// <summary>None.</summary>
    Skip,
}

/// <summary>The account or contact of a conversion, as chosen.</summary>
/// <param name="Mode">What is done.</param>
/// <param name="Id">The existing record; for <see cref="TargetMode.Existing"/> only.</param>
public sealed record ConversionTarget(TargetMode Mode, Guid? Id = null)
{
    /// <summary>A new record, whatever matches.</summary>
    public static ConversionTarget Create { get; } = new(TargetMode.Create);

    /// <summary>None.</summary>
    public static ConversionTarget Skip { get; } = new(TargetMode.Skip);

    /// <summary>A record that is there.</summary>
    public static ConversionTarget Existing(Guid id) => new(TargetMode.Existing, id);
}

/// <summary>The deal of a conversion, as chosen. What is left out comes from the lead and the default pipeline.</summary>
/// <param name="Mode">What is done.</param>
/// <param name="Id">The existing deal; for <see cref="TargetMode.Existing"/> only.</param>
public sealed record DealTarget(TargetMode Mode, Guid? Id = null)
{
    /// <summary>No deal.</summary>
    public static DealTarget Skip { get; } = new(TargetMode.Skip);

    /// <summary>Name of a new deal; null takes the lead's company or name.</summary>
    public string? Name { get; init; }

    /// <summary>What a new deal is worth; null takes the lead's budget.</summary>
    public Money? Amount { get; init; }

    /// <summary>Pipeline of a new deal; null takes the default one.</summary>
    public Guid? PipelineId { get; init; }

    /// <summary>When a new deal should close, in the organization's zone.</summary>
    public DateOnly? CloseDate { get; init; }
}

/// <summary>What a person or program chose for a conversion.</summary>
public sealed record ConversionChoices
{
    /// <summary>The account; null lets matching decide (rule L5).</summary>
    public ConversionTarget? Account { get; init; }

    /// <summary>The contact; null lets matching decide (rule L5).</summary>
    public ConversionTarget? Contact { get; init; }

    /// <summary>The deal.</summary>
    public DealTarget Deal { get; init; } = DealTarget.Skip;

    /// <summary>Owner of the new records and of the lead's open activities; null keeps the lead's owner (rule L12).</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>True to run the territory rules on a new account (rule L12).</summary>
    public bool Assign { get; init; }
}

/// <summary>The shape of the choices, with messages by JSON path.</summary>
internal static class ConversionChoicesRules
{
    public static void Shaped<T>(this AbstractValidator<T> validator, Func<T, ConversionChoices> choices) =>
        validator.RuleFor(message => message).Custom((message, context) =>
        {
            foreach (var (field, problem) in Problems(choices(message))) context.AddFailure(new ValidationFailure(field, problem));
        });

    private static IEnumerable<(string Field, string Problem)> Problems(ConversionChoices choices)
    {
        if (choices is { Account.Mode: TargetMode.Skip, Contact.Mode: TargetMode.Skip }) yield return ("contact", "Create or choose an account, a contact, or both.");
        if (choices.Account is { Mode: TargetMode.Existing, Id: null }) yield return ("account.id", "Name the existing account.");
        if (choices.Contact is { Mode: TargetMode.Existing, Id: null }) yield return ("contact.id", "Name the existing contact.");
        if (choices.Deal is { Mode: TargetMode.Existing, Id: null }) yield return ("deal.id", "Name the existing deal.");
        if (choices.Deal.Name?.Length > DealDetails.NameMaxLength) yield return ("deal.name", $"At most {DealDetails.NameMaxLength} characters.");
    }
}
