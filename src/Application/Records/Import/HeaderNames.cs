using System.Text;
using NexusCrm.Domain.Common;

namespace NexusCrm.Application.Records.Import;

/// <summary>Headers as they are compared: letters and digits only, lower case, without what stands in brackets ("Annual Revenue (SGD)").</summary>
internal static class HeaderNames
{
    public static string Fold(string header)
    {
        var folded = new StringBuilder(header.Length);
        var depth = 0;
        foreach (var c in header)
        {
            if (c is '(' or '[') depth++;
            else if (c is ')' or ']') depth--;
            else if (depth <= 0 && char.IsLetterOrDigit(c)) folded.Append(char.ToLowerInvariant(c));
        }

        return folded.ToString();
    }

    /// <summary>The currency that a header names in brackets, or null.</summary>
    public static string? CurrencyOf(string header)
    {
        var open = header.LastIndexOf('(');
        var close = header.LastIndexOf(')');
        if (open < 0 || close < open) return null;
        var code = header[(open + 1)..close].Trim().ToUpperInvariant();
        if (code == "S$") return "SGD";
        return Money.Currencies.Contains(code) ? code : null;
    }
}
