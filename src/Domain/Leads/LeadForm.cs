using System.Security.Cryptography;
using NexusCrm.Domain.Common;

namespace NexusCrm.Domain.Leads;

/// <summary>What a person sets about a form.</summary>
public sealed record LeadFormDetails
{
    /// <summary>Name; required.</summary>
    public string? Name { get; init; }

    /// <summary>False refuses submissions.</summary>
    public bool Active { get; init; } = true;

    /// <summary>Web origins that may post from a browser (<c>https://www.acme.sg</c>).</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>The source of its leads.</summary>
    public LeadSource DefaultSource { get; init; } = LeadSource.Website;

    /// <summary>The owner of its leads; null leaves that to the rules.</summary>
    public Guid? DefaultOwnerId { get; init; }

    /// <summary>The text a visitor agrees to; null asks for no consent.</summary>
    public string? ConsentText { get; init; }

    /// <summary>Where a visitor goes after sending the hosted form; null shows a thank-you page.</summary>
    public string? RedirectUrl { get; init; }
}

/// <summary>A public form that leads come in through (rule L14). Its key is public by design: it lets a visitor add, never read.</summary>
public sealed class LeadForm : AggregateRoot
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameMaxLength = 100;

    /// <summary>Length of a public key: <c>fk_</c> and 22 base62 characters (131 bits).</summary>
    public const int PublicKeyLength = 25;

    /// <summary>Longest consent text, in characters.</summary>
    public const int ConsentTextMaxLength = 5_000;

    /// <summary>Longest origin, in characters.</summary>
    public const int OriginMaxLength = 300;

    /// <summary>Most origins.</summary>
    public const int OriginsMax = 50;

    /// <summary>Longest redirect address, in characters.</summary>
    public const int RedirectUrlMaxLength = 2_000;

    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private LeadForm()
    {
    }

    private LeadForm(Guid organizationId, DateTimeOffset at, Guid? by) : base(organizationId, at, by) => PublicKey = NewKey();

    /// <summary>Name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>What a submission carries to say which form it is; unique in the installation.</summary>
    public string PublicKey { get; private set; } = "";

    /// <summary>False refuses submissions.</summary>
    public bool Active { get; private set; }

    /// <summary>Web origins that may post from a browser, lower case, without path.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; private set; } = [];

    /// <summary>The source of its leads.</summary>
    public LeadSource DefaultSource { get; private set; }

    /// <summary>The owner of its leads.</summary>
    public Guid? DefaultOwnerId { get; private set; }

    /// <summary>The text a visitor agrees to.</summary>
    public string? ConsentText { get; private set; }

    /// <summary>Version of that text, from 1; raised when it changes.</summary>
    public int ConsentVersion { get; private set; } = 1;

    /// <summary>Where a visitor goes after sending the hosted form.</summary>
    public string? RedirectUrl { get; private set; }

    /// <summary>Adds a form with a key of its own.</summary>
    public static Result<LeadForm> Create(Guid organizationId, LeadFormDetails details, DateTimeOffset at, Guid? by)
    {
        var cleaned = Cleaned(details);
        if (!cleaned.Succeeded) return cleaned.Error;

        var form = new LeadForm(organizationId, at, by) { ConsentText = cleaned.Value.ConsentText };
        form.Apply(cleaned.Value);
        return form;
    }

    /// <summary>Replaces the details; another consent text gets the next version.</summary>
    public Result<Done> Change(LeadFormDetails details, DateTimeOffset at, Guid? by)
    {
        var cleaned = Cleaned(details);
        if (!cleaned.Succeeded) return cleaned.Error;

        Apply(cleaned.Value);
        Touch(at, by);
        return Done.Value;
    }

    /// <summary>The details as they are, to change some of them.</summary>
    public LeadFormDetails Details() => new()
    {
        Name = Name,
        Active = Active,
        AllowedOrigins = AllowedOrigins,
        DefaultSource = DefaultSource,
        DefaultOwnerId = DefaultOwnerId,
        ConsentText = ConsentText,
        RedirectUrl = RedirectUrl,
    };

    /// <summary>Makes a new key; submissions with the old one are refused from now on.</summary>
    public void RotateKey(DateTimeOffset at, Guid? by)
    {
        PublicKey = NewKey();
        Touch(at, by);
    }

    private static string NewKey() => "fk_" + RandomNumberGenerator.GetString(Base62, PublicKeyLength - 3);

    private static Result<LeadFormDetails> Cleaned(LeadFormDetails details)
    {
        var checks = new FieldChecks();
        if (details.AllowedOrigins.Count > OriginsMax) checks.Refuse("allowedOrigins", $"At most {OriginsMax}.");
        var redirect = checks.Text("redirectUrl", details.RedirectUrl, RedirectUrlMaxLength);
        if (redirect is not null && !IsWebUri(redirect, out _)) checks.Refuse("redirectUrl", "A full http or https address is expected.");
        var cleaned = details with
        {
            Name = checks.Required("name", details.Name, NameMaxLength),
            AllowedOrigins = [.. details.AllowedOrigins.Select((o, i) => Origin($"allowedOrigins[{i}]", o, checks)).Distinct(StringComparer.Ordinal)],
            DefaultSource = checks.Known("defaults.source", details.DefaultSource),
            ConsentText = checks.Text("consentText", details.ConsentText, ConsentTextMaxLength),
            RedirectUrl = redirect,
        };
        return checks.Failed ? checks.ToError() : cleaned;
    }

    private static string Origin(string field, string text, FieldChecks checks)
    {
        var origin = checks.Required(field, text, OriginMaxLength).TrimEnd('/').ToLowerInvariant();
        if (!IsWebUri(origin, out var uri) || !string.Equals(uri.GetLeftPart(UriPartial.Authority), origin, StringComparison.Ordinal))
            checks.Refuse(field, "An origin like https://www.example.sg is expected.");
        return origin;
    }

    private static bool IsWebUri(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Uri? uri) =>
        Uri.TryCreate(text, UriKind.Absolute, out uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.UserInfo.Length == 0;

    private void Apply(LeadFormDetails details)
    {
        if (!string.Equals(ConsentText, details.ConsentText, StringComparison.Ordinal)) ConsentVersion++;
        (Name, Active, AllowedOrigins) = (details.Name!, details.Active, details.AllowedOrigins);
        (DefaultSource, DefaultOwnerId) = (details.DefaultSource, details.DefaultOwnerId);
        (ConsentText, RedirectUrl) = (details.ConsentText, details.RedirectUrl);
    }
}

/// <summary>The refusals of lead forms.</summary>
public static class LeadFormErrors
{
    /// <summary>Not there or not the caller's.</summary>
    public static readonly Error NotFound = Error.NotFound("The form");
}
