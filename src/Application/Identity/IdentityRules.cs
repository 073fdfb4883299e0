using FluentValidation;
using NexusCrm.Application.Common.Messaging;

namespace NexusCrm.Application.Identity;

/// <summary>Shape rules that several messages of sign-in share.</summary>
internal static class IdentityRules
{
    public static IRuleBuilderOptionsConditions<T, string?> EmailAddress<T>(this IRuleBuilder<T, string?> field) => field.Custom((value, context) =>
    {
        var parsed = Domain.Common.EmailAddress.Parse(value ?? "");
        if (!parsed.Succeeded) context.AddFailure(string.IsNullOrWhiteSpace(value) ? "A value is required." : parsed.Error.Message);
    });

    /// <summary>Text that is required and can be stored.</summary>
    public static IRuleBuilderOptionsConditions<T, string?> Text<T>(this IRuleBuilder<T, string?> field, int maxLength) => field.Custom((value, context) =>
    {
        if (ProblemWith(value, maxLength) is { } problem) context.AddFailure(problem);
    });

    /// <summary>The same for a change: it may be left out, but not cleared.</summary>
    public static IRuleBuilderOptionsConditions<T, Optional<string?>> Text<T>(this IRuleBuilder<T, Optional<string?>> field, int maxLength) => field.Custom((value, context) =>
    {
        if (value.IsSet && ProblemWith(value.Or(null), maxLength) is { } problem) context.AddFailure(problem);
    });

    /// <summary>A first or last name.</summary>
    public static IRuleBuilderOptionsConditions<T, string?> Name<T>(this IRuleBuilder<T, string?> field) => field.Text(UserProfile.NameMaxLength);

    /// <summary>A password that is being chosen.</summary>
    public static IRuleBuilderOptionsConditions<T, string?> NewPassword<T>(this IRuleBuilder<T, string?> field, Func<T, IEnumerable<string?>>? personal = null) =>
        field.Custom((value, context) =>
        {
            var problem = string.IsNullOrEmpty(value) ? "A value is required." : PasswordPolicy.ProblemWith(value, personal?.Invoke(context.InstanceToValidate) ?? []);
            if (problem is not null) context.AddFailure(problem);
        });

    /// <summary>A secret that is only compared: present, and not absurdly long.</summary>
    public static IRuleBuilderOptions<T, string?> Secret<T>(this IRuleBuilder<T, string?> field) =>
        field.NotEmpty().WithMessage("A value is required.").MaximumLength(PasswordPolicy.MaxBytes).WithMessage($"At most {PasswordPolicy.MaxBytes} characters.");

    /// <summary>A code that is only compared; it may be left out.</summary>
    public static IRuleBuilderOptions<T, string?> Code<T>(this IRuleBuilder<T, string?> field) =>
        field.MaximumLength(SecondFactorDesk.CodeMaxLength).WithMessage($"At most {SecondFactorDesk.CodeMaxLength} characters.");

    private static string? ProblemWith(string? text, int maxLength)
    {
        if (string.IsNullOrWhiteSpace(text)) return "A value is required.";
        if (text.Trim().Length > maxLength) return $"At most {maxLength} characters.";
        return IsStorable(text) ? null : "It holds a character that cannot be stored.";
    }

    /// <summary>PostgreSQL text holds neither NUL nor half of a surrogate pair.</summary>
    private static bool IsStorable(string text) =>
        !text.Contains('\0', StringComparison.Ordinal) && (text.Contains('\uFFFD', StringComparison.Ordinal) || !text.EnumerateRunes().Contains(System.Text.Rune.ReplacementChar));
}
