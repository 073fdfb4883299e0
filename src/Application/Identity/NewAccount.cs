using FluentValidation;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Identity;

/// <summary>What a person gives who gets an account by an invitation.</summary>
/// <param name="Email">Address the invitation was mailed to.</param>
/// <param name="Password">The password.</param>
/// <param name="FirstName">Given name.</param>
/// <param name="LastName">Family name.</param>
/// <param name="OrganizationName">The organization that invites; not to stand in the password.</param>
internal sealed record NewAccount(string Email, string? Password, string? FirstName, string? LastName, string OrganizationName)
{
    private static readonly Rules Shape = new();

    /// <summary>What is wrong by field, or null.</summary>
    public Error? Problems()
    {
        var failures = Shape.Validate(this).Errors;
        if (failures.Count == 0) return null;
        return Error.Invalid(failures.GroupBy(f => char.ToLowerInvariant(f.PropertyName[0]) + f.PropertyName[1..], StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Select(f => f.ErrorMessage).ToArray(), StringComparer.Ordinal));
    }

    private sealed class Rules : AbstractValidator<NewAccount>
    {
        public Rules()
        {
            RuleFor(a => a.Password).NewPassword(a => [a.Email, a.FirstName, a.LastName, a.OrganizationName]);
            RuleFor(a => a.FirstName).Name();
            RuleFor(a => a.LastName).Name();
        }
    }
}
