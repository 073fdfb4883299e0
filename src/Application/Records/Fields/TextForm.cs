using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Records.Fields;

/// <summary>How the words of a filter are brought into the form in which a text is stored and compared.</summary>
internal interface ITextForm
{
    /// <summary>True when stored text keeps its case and is compared in lower case.</summary>
    bool IsCased { get; }

    /// <summary>What a value must be, for messages: "a telephone number".</summary>
    string Expected { get; }

    /// <summary>A whole value, or null when it cannot be one.</summary>
    string? Whole(string text);

    /// <summary>A part of a value, or null when nothing can contain it.</summary>
    string? Part(string text);
}

/// <summary>Plain text.</summary>
internal sealed class WordForm : ITextForm
{
    public static readonly WordForm Instance = new();

    public bool IsCased => true;

    public string Expected => "a text";

    public string Whole(string text) => text.ToLowerInvariant();

    public string Part(string text) => text.ToLowerInvariant();
}

/// <summary>Telephone numbers: compared as E.164, searched by digits, so that "9123 4567" finds +6591234567.</summary>
internal sealed class PhoneForm : ITextForm
{
    public static readonly PhoneForm Instance = new();

    private const int FewestDigits = 3;

    public bool IsCased => false;

    public string Expected => "a telephone number";

    public string? Whole(string text) => PhoneNumber.Parse(text) is { Succeeded: true } phone ? phone.Value.Value : null;

    public string? Part(string text)
    {
        if (!text.All(c => char.IsAsciiDigit(c) || c is '+' or ' ' or '-' or '.' or '(' or ')')) return null;
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        if (digits.Length < FewestDigits) return null;
        return text[0] == '+' ? "+" + digits : digits;
    }
}
